package org.nasreplay.report.text;

/** Text among HTML. */
public final class Html {
  private Html() {}

  /** As text or as an attribute's value, whatever it holds. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
