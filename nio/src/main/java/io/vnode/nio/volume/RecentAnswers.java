package io.vnode.nio.volume;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
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
  private final Cache<Object, Answer> known;

  /** How many changes were made. */
  private final AtomicLong era = new AtomicLong();

  /** What was answered, and how many changes had been made when it was asked. */
  private record Answer(Object value, long era) {}

  /** Answers that are believed for {@code age}. */
  RecentAnswers(Duration age) {
    this.known =
        age.isZero()
            ? null
            : CacheBuilder.newBuilder().maximumSize(KNOWN_MAX).expireAfterWrite(age).build();
  }

  /** The answer to {@code question} about {@code subject}, of which there is one of its type. */
  <T> T get(Object subject, Class<T> type, HostErrors.Question<T> question) throws IOException {
    if (known == null) {
      return question.ask();
    }
    long now = era.get();
    Answer before = known.getIfPresent(subject);
    if (before != null && before.era == now) {
      return type.cast(before.value);
    }
    T value = question.ask();
    known.put(subject, new Answer(value, now));
    return value;
  }

  /** Notes that a change was made. */
  void changed() {
    if (known != null) {
      era.incrementAndGet();
    }
  }
}
