/** As much of a document as Plot needs to draw into, for tests that run without a browser. */
class Node {
  readonly namespaceURI = "http://www.w3.org/2000/svg";
  readonly childNodes: Node[] = [];
  readonly attributes = new Map<string, string>();
  readonly style = {
    setProperty: (name: string, value: string) => this.attributes.set(`style:${name}`, value),
    removeProperty: (name: string) => this.attributes.delete(`style:${name}`),
  };
  parentNode: Node | null = null;
  private text = "";
  readonly ownerDocument: FakeDocument;
  readonly nodeName: string;

  constructor(ownerDocument: FakeDocument, nodeName: string) {
    this.ownerDocument = ownerDocument;
    this.nodeName = nodeName;
  }
  get textContent(): string {
    return this.text + this.childNodes.map((child) => child.textContent).join("");
  }
  set textContent(text: string) {
    this.childNodes.length = 0;
    this.text = text;
  }
  setAttribute(name: string, value: string) {
    this.attributes.set(name, String(value));
  }
  setAttributeNS(_: string, name: string, value: string) {
    this.setAttribute(name, value);
  }
  get children() {
    return this.childNodes.filter((child) => child.nodeName !== "#text");
  }
  getAttribute(name: string) {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name: string) {
    return this.attributes.has(name);
  }
  removeAttribute(name: string) {
    this.attributes.delete(name);
  }
  appendChild(child: Node) {
    return this.insertBefore(child, null);
  }
  append(...children: Node[]) {
    for (const child of children) this.appendChild(child);
  }
  insertBefore(child: Node, before: Node | null) {
    child.parentNode?.childNodes.splice(child.parentNode.childNodes.indexOf(child), 1);
    child.parentNode = this;
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, child);
    return child;
  }
  addEventListener() {}
  /** Elements of this name beneath, in document order. */
  all(name: string): Node[] {
    return this.childNodes.flatMap((child) => [...(child.nodeName === name ? [child] : []), ...child.all(name)]);
  }
}

class FakeDocument {
  readonly documentElement: Node = new Node(this, "svg");
  createElementNS(_: string, name: string) {
    return new Node(this, name);
  }
  createElement(name: string) {
    return new Node(this, name);
  }
  createTextNode(text: string) {
    const node = new Node(this, "#text");
    node.textContent = text;
    return node;
  }
}

export type SvgNode = Node;

/** A document for `ChartOptions.document`. */
export function svgDocument(): Document {
  return new FakeDocument() as unknown as Document;
}

/** What was drawn into such a document. */
export function drawn(svg: SVGSVGElement): SvgNode {
  return svg as unknown as SvgNode;
}

/** The drawing as indented text with one decimal, without Plot's own style sheet, to be compared. */
export function outline(node: SvgNode, depth = 0): string {
  if (node.nodeName === "style") return "";
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${rounded(value)}"`).join("");
  const text = node.childNodes.length === 0 ? node.textContent : "";
  const line = `${"  ".repeat(depth)}${node.nodeName}${attributes}${text ? ` ${JSON.stringify(text)}` : ""}`;
  return [line, ...node.childNodes.map((child) => outline(child, depth + 1))].filter(Boolean).join("\n");
}

function rounded(value: string): string {
  return value.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10 + 0));
}
