import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { intakesQuery } from "../api/loadQueries.ts";
import { counted, inWords } from "../format/list.ts";
import { formatMoment } from "../format/moment.ts";

/** Files that were sent and neither accepted nor discarded: the way back to them. */
export function OpenIntakes() {
  const { data: intakes = [] } = useQuery(intakesQuery);
  const open = intakes.filter(({ files }) => files.length > 0);
  if (open.length === 0) return null;
  return (
    <ul className="open-intakes" aria-label="Not accepted yet">
      {open.map(({ id, files, actor, touchedAt, settings, job }) => (
        <li key={id}>
          <Link to="/loads/new/$intakeId" params={{ intakeId: id }}>
            {settings.vendor ? `${settings.vendor}: ` : ""}
            {files.length <= 3 ? inWords(files.map(({ name }) => name)) : counted(files.length, "file")}
          </Link>{" "}
          <span className="soft">
            {job ? "being read now" : "not accepted yet"}, {actor}, {formatMoment(touchedAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}
