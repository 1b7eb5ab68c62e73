package io.vnode.nio.volume;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.vnode.engine.Stat;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the host of a volume has answered a moment ago, for as long as a policy lets it be believed;
 * as nearly always that is not at all. A change that is made through the volume ends all of it.
 */
final class RecentAnswers {
  private static final int KNOWN_MAX = 10_000;

  /** Null where each question is asked. */
  private final Cache<Question, Answer> known;

  /** How many changes were made. */
  private final AtomicLong era = new AtomicLong();

  /** A question: of whom, and what is to be known. */
  private record Question(Object subject, Class<?> type) {}

  /** What was answered, and how many changes had been made when it was asked. */
  private record Answer(Object value, long era) {}

  /** Answers that are believed for {@code age}. */
  RecentAnswers(Duration age) {
    this.known =
        age.isZero()
            ? null
            : CacheBuilder.newBuilder().maximumSize(KNOWN_MAX).expireAfterWrite(age).build();
  }

  /** The answer to {@code question} about {@code subject}: the one that has {@code type}. */
  <T> T get(Object subject, Class<T> type, HostErrors.Question<T> question) throws IOException {
    if (known == null) {
      return question.ask();
    }
    Question asked = new Question(subject, type);
    long now = era.get();
    Answer before = known.getIfPresent(asked);
    if (before != null && before.era == now) {
      return type.cast(before.value);
    }
    T value = question.ask();
    known.put(asked, new Answer(value, now));
    return value;
  }

  /** A question for attributes in some detail. */
  @FunctionalInterface
  interface StatQuestion {
    HostStat ask(Stat.Detail detail) throws IOException;
  }

  /** The attributes of {@code subject} in {@code detail}; all of them, where they are kept. */
  HostStat stat(Object subject, Stat.Detail detail, StatQuestion question) throws IOException {
    return known == null
        ? question.ask(detail)
        : get(subject, HostStat.class, () -> question.ask(Stat.Detail.ALL));
  }

  /** Notes that a change was made. */
  void changed() {
    if (known != null) {
      era.incrementAndGet();
    }
  }
}
