import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import { sessionQuery } from "../api/queries.ts";
import { reportAddress } from "../api/useReport.ts";
import type { Search } from "../filters/search.ts";

export interface DownloadMenuProps {
  id: string;
  params: Search;
  /** What is on the screen; null where nothing is. */
  envelope: Envelope | null;
}

const formats: [format: string, label: string, note: string][] = [
  ["pdf", "PDF", "to print and pass on"],
  ["xlsx", "Excel workbook", "with a sheet of notes"],
  ["csv", "CSV", "plain table"],
  ["parquet", "Parquet", "for other tools"],
  ["arrow", "Arrow", "for other tools"],
  ["json", "JSON", "all of it"],
];

/** The same report as a file, its chart as a picture, or the whole on paper. */
export function DownloadMenu({ id, params, envelope }: DownloadMenuProps) {
  const { data: session } = useQuery(sessionQuery);
  const [failed, setFailed] = useState(false);
  const chart = envelope && envelope.meta.chart.type !== "none" ? envelope : null;
  const saveChart = async (format: "svg" | "png") => {
    if (!chart) return;
    const { saveChartFile } = await import("../charts/saveChartFile.ts");
    setFailed(!(await saveChartFile(chart, session?.planName ?? "", format)));
  };
  return (
    <>
      <Menu
        defaultOpened
        position="bottom-end"
        offset={6}
        withinPortal={false}
        transitionProps={{ duration: 0 }}
        withInitialFocusPlaceholder={false}
        shadow="md"
        width={260}
      >
        <Menu.Target>
          <button type="button" className="button">
            Download <span aria-hidden="true">▾</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map(([format, label, note]) => (
            <Menu.Item key={format} component="a" href={reportAddress(id, params, format)} download>
              {label} <span className="soft">{note}</span>
            </Menu.Item>
          ))}
          {chart ? (
            <>
              <Menu.Divider role="separator" />
              <Menu.Item onClick={() => void saveChart("svg")}>Chart as SVG</Menu.Item>
              <Menu.Item onClick={() => void saveChart("png")}>Chart as PNG</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <span role="status" className="visually-hidden">
        {failed ? "The picture could not be drawn." : ""}
      </span>
    </>
  );
}
