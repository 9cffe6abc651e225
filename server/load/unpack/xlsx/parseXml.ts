import { SaxesParser, type SaxesTagPlain } from "saxes";

/** XML that is damaged, or made to do harm. */
export class BrokenXmlError extends Error {
  /** A text in it is longer than any cell. */
  readonly endless: boolean;

  constructor(message: string, endless = false) {
    super(message);
    this.name = "BrokenXmlError";
    this.endless = endless;
  }
}

export interface XmlHandlers {
  /** Names come without their prefix. */
  open?: (name: string, attribute: (name: string) => string) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/**
 * Reads XML piece by piece. Document types, and with them entities that a file defines itself, are refused: no workbook
 * has them, and they can unfold to any length.
 * @param longest characters of one text or tag
 * @param between awaited after each piece
 * @throws BrokenXmlError
 */
export async function parseXml(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  { longest, between }: { longest: number; between?: () => Promise<void> },
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder();
  let open = 0;
  parser.on("doctype", () => {
    throw new BrokenXmlError("it defines entities of its own");
  });
  parser.on("error", (error) => {
    throw new BrokenXmlError(error.message);
  });
  parser.on("opentag", (tag: SaxesTagPlain) => handlers.open?.(local(tag.name), (name) => tag.attributes[name] ?? ""));
  parser.on("closetag", (tag: SaxesTagPlain) => handlers.close?.(local(tag.name)));
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("cdata", (text) => handlers.text?.(text));
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    const edge = Math.max(text.lastIndexOf("<"), text.lastIndexOf(">"));
    open = edge < 0 ? open + text.length : text.length - edge;
    if (open > longest) throw new BrokenXmlError("a text in it never ends", true);
    parser.write(text);
    await between?.();
  }
  parser.write(decoder.decode());
  parser.close();
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
