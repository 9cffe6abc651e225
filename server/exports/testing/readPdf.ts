import { getDocumentProxy } from "unpdf";

export interface PdfRead {
  title: string;
  language: string | null;
  /** The text of each page in the order of its marks, pieces of a line run together. */
  pages: string[];
  /** Roles of the structure's elements, page by page. */
  roles: string[];
  /** What pictures say to those who cannot see them. */
  pictures: string[];
}

/** Reads a PDF back as another program does. */
export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  const pdf = await getDocumentProxy(bytes.slice());
  const { info } = await pdf.getMetadata();
  const read: PdfRead = {
    title: String((info as { Title?: string }).Title ?? ""),
    language: (info as { Language?: string }).Language ?? null,
    pages: [],
    roles: [],
    pictures: [],
  };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    read.pages.push(
      items
        .map((item) => ("str" in item ? item.str : ""))
        .join(" ")
        .replace(/\s+/g, " "),
    );
    collect((await page.getStructTree()) as Node | null, read);
  }
  await pdf.cleanup();
  return read;
}

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}

function collect(node: Node | null, read: PdfRead): void {
  if (node?.role) read.roles.push(node.role);
  if (node?.alt) read.pictures.push(node.alt);
  for (const child of node?.children ?? []) collect(child, read);
}
