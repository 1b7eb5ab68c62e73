package io.vnode.tck;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as JUnit's XML: a test case for each check, skipped where it is not offered. */
final class JUnitReport {
  private final TckRun run;

  JUnitReport(TckRun run) {
    this.run = run;
  }

  void write(Writer writer) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      xml.writeStartDocument();
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", run.subject());
      xml.writeAttribute("tests", "" + run.outcomes().size());
      xml.writeAttribute("failures", "" + run.total().of(Outcome.Status.FAILED));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", "" + run.total().of(Outcome.Status.NOT_OFFERED));
      xml.writeAttribute("time", seconds(run.took()));
      xml.writeAttribute("timestamp", run.started().toString());
      for (Outcome outcome : run.outcomes()) {
        write(xml, outcome);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the report cannot be written", e);
    }
  }

  private static void write(XMLStreamWriter xml, Outcome outcome) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", outcome.check().area());
    xml.writeAttribute("name", outcome.check().id());
    xml.writeAttribute("time", seconds(outcome.took()));
    switch (outcome.status()) {
      case PASSED -> {}
      case FAILED -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", printable(outcome.reason()));
        xml.writeCharacters(
            printable(outcome.check().source() + "\n" + String.join("\n", outcome.operations())));
        xml.writeEndElement();
      }
      case KNOWN -> note(xml, "system-out", "known to fail: " + outcome.reason());
      case NOT_OFFERED -> note(xml, "skipped", outcome.reason());
    }
    xml.writeEndElement();
  }

  private static void note(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }

  /** Without the characters that no XML can hold, which names of files can. */
  private static String printable(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }
}
