package io.vnode.interop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** An index of made-up documents, the same each time, in several segments. */
final class Library {
  static final int DOCUMENTS = 500;

  private static final int DOCUMENTS_PER_SEGMENT = 60;
  private static final int WORDS_PER_DOCUMENT = 40;
  private static final int HITS_MAX = 50;
  private static final String[] WORDS =
      "inode name link directory volume walk lock rename body block time mode owner group mount"
          .split(" ");

  private final Directory directory;

  private Library(Directory directory) {
    this.directory = directory;
  }

  /** Indexes the documents into {@code directory}. */
  static Library fill(Directory directory) throws IOException {
    IndexWriterConfig settings =
        settings().setMaxBufferedDocs(DOCUMENTS_PER_SEGMENT).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, settings)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        writer.addDocument(document(i));
      }
    }
    return new Library(directory);
  }

  /** Merges happen in the thread that asks, so that every run gives the same segments. */
  static IndexWriterConfig settings() {
    return new IndexWriterConfig(new StandardAnalyzer())
        .setMergeScheduler(new SerialMergeScheduler())
        .setUseCompoundFile(false);
  }

  static Document document(int number) {
    Random random = new Random(number);
    String text =
        random
            .ints(WORDS_PER_DOCUMENT, 0, WORDS.length)
            .mapToObj(i -> WORDS[i])
            .collect(Collectors.joining(" "));
    Document document = new Document();
    document.add(new StringField("id", "" + number, Field.Store.YES));
    document.add(new TextField("text", text, Field.Store.YES));
    document.add(new LongPoint("size", number));
    document.add(new NumericDocValuesField("rank", random.nextInt(DOCUMENTS)));
    return document;
  }

  /** Deletes a third of the documents, and gives others another text. */
  void deleteAndUpdate() throws IOException {
    try (IndexWriter writer =
        new IndexWriter(directory, settings().setMergePolicy(NoMergePolicy.INSTANCE))) {
      for (int i = 0; i < DOCUMENTS; i += 3) {
        writer.deleteDocuments(new Term("id", "" + i));
      }
      for (int i = 1; i < DOCUMENTS; i += 30) {
        writer.updateDocument(new Term("id", "" + i), document(DOCUMENTS + i));
      }
    }
  }

  void mergeToOneSegment() throws IOException {
    try (IndexWriter writer =
        new IndexWriter(directory, settings().setMergePolicy(new TieredMergePolicy()))) {
      writer.forceMerge(1);
    }
  }

  int segments() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  /** What queries of several kinds find, in its order and with its scores. */
  List<String> search() throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      Sort byRank = new Sort(new SortField("rank", SortField.Type.LONG), SortField.FIELD_DOC);
      for (Query query : queries()) {
        found.add(query + ": " + searcher.count(query));
        for (ScoreDoc hit : searcher.search(query, HITS_MAX).scoreDocs) {
          found.add(searcher.storedFields().document(hit.doc).get("id") + " " + hit.score);
        }
        for (ScoreDoc hit : searcher.search(query, HITS_MAX, byRank).scoreDocs) {
          found.add(searcher.storedFields().document(hit.doc).get("text"));
        }
      }
    }
    return found;
  }

  private static List<Query> queries() {
    return List.of(
        new TermQuery(new Term("text", "inode")),
        new PhraseQuery("text", "lock", "rename"),
        new PrefixQuery(new Term("text", "mo")),
        LongPoint.newRangeQuery("size", 100, 300),
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term("text", "walk")), BooleanClause.Occur.MUST)
            .add(new PhraseQuery(1, "text", "mode", "owner"), BooleanClause.Occur.SHOULD)
            .add(new TermQuery(new Term("text", "body")), BooleanClause.Occur.MUST_NOT)
            .build());
  }
}
