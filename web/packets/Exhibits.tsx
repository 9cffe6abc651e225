import { Link } from "@tanstack/react-router";
import type { AnsweredPart, Packet } from "../../server/packets/packet.ts";
import type { PacketSpec } from "../../server/packets/packetSpec.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { carriedSearch } from "../filters/params.ts";
import type { Search } from "../filters/search.ts";
import { basisLine } from "../report/basisLine.ts";
import { Figures } from "../report/Figures.tsx";
import { ExhibitTable } from "./ExhibitTable.tsx";

/** The contents, the exhibits one below another, and what was left out. */
export function Exhibits({ packet, spec }: { packet: Packet; spec: PacketSpec }) {
  return (
    <>
      <nav className="packet-contents" aria-label="Contents">
        <ol>
          {packet.parts.map((part, i) => (
            <li key={anchorOf(i)}>
              <a href={`#${anchorOf(i)}`}>
                {part.exhibit ? <b>{part.exhibit}</b> : null} {part.title}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {packet.parts.map((part, i) => (
        <Exhibit key={anchorOf(i)} part={part} anchor={anchorOf(i)} search={searchOf(packet, part, spec)} />
      ))}
      {packet.left.length > 0 ? (
        <section className="part">
          <h2>Left out</h2>
          <ul>
            {packet.left.map(({ exhibit, title, why }) => (
              <li key={`${exhibit}${title}`}>
                {title}: {why}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function anchorOf(index: number): string {
  return `exhibit-${index + 1}`;
}

/** What the exhibit's own page is opened with: what the packet was asked, and what this part fixes. */
function searchOf(packet: Packet, { envelope }: AnsweredPart, spec: PacketSpec): Search {
  const fixed = spec.parts.find(({ report }) => report === envelope.meta.report)?.params ?? {};
  const { profile: _, ...asked } = packet.params;
  return { ...carriedSearch(asked), ...fixed };
}

interface ExhibitProps {
  part: AnsweredPart;
  anchor: string;
  search: Search;
}

function Exhibit({ part, anchor, search }: ExhibitProps) {
  const { exhibit, title, show, notes, envelope } = part;
  const { meta } = envelope;
  const linkTo = () => ({ to: "/reports/$reportId" as const, params: { reportId: meta.report }, search });
  return (
    <section className="exhibit" id={anchor} aria-labelledby={`${anchor}-title`}>
      <p className="eyebrow">
        <Link {...linkTo()}>
          {exhibit ? `Exhibit ${exhibit}. ` : ""}
          {title}
        </Link>
      </p>
      <h2 id={`${anchor}-title`} className="exhibit-answer">
        {show.includes("answer") ? meta.answer : title}
      </h2>
      <p className="basis-line">{basisLine(meta)}</p>
      {show.includes("figures") ? <Figures envelope={envelope} linkTo={linkTo} targetOf={() => null} /> : null}
      {show.includes("chart") ? <ChartFigure envelope={envelope} /> : null}
      {show.includes("table") ? <ExhibitTable part={part} /> : null}
      <ul className="table-notes">
        {[...meta.footnotes, ...notes].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
