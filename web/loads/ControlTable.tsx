import type { ControlFigure } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatFigure, ties } from "./controlWords.ts";
import { columnTitle } from "./tableTitles.ts";

/** The vendor's own figures beside what was read, to the cent. */
export function ControlTable({ figures }: { figures: readonly ControlFigure[] }) {
  return (
    <ScrollRegion label="Control totals">
      <table className="plain-table control-table">
        <caption className="visually-hidden">The vendor’s figures beside what was read from the files</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Figure</th>
            <th scope="col" className="number">
              Difference
            </th>
            <th scope="col" className="number">
              Vendor says
            </th>
            <th scope="col" className="number">
              Loaded
            </th>
            <th scope="col" className="number">
              Rejected
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={`${figure.file} ${figure.what}`}>
              <th scope="row" className="file-name">
                {figure.file}
                <span className="beneath">{sources[figure.source]}</span>
              </th>
              <td>{figure.what === "rows" ? "Rows" : columnTitle(figure.what)}</td>
              <td className="number" data-worse={!ties(figure)}>
                {ties(figure) ? (
                  <span className="ties">ties</span>
                ) : (
                  `differs by ${formatFigure(figure.what, figure.difference)}`
                )}
              </td>
              <td className="number">{formatFigure(figure.what, figure.vendor)}</td>
              <td className="number">{formatFigure(figure.what, figure.loaded)}</td>
              <td className="number">{formatFigure(figure.what, figure.rejected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const sources: Record<ControlFigure["source"], string> = {
  "control file": "from the control report",
  trailer: "from the file’s trailer",
  typed: "typed in",
};
