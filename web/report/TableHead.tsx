import { Tooltip } from "@mantine/core";
import type { Column } from "../../server/reports/envelope.ts";
import { type ColumnGroup, parseSort, type ShownColumn } from "./tableLayout.ts";

interface TableHeadProps {
  groups: readonly ColumnGroup[];
  sort: string | undefined;
  onSort: (column: Column) => void;
}

/** Headings in one line, or in two where measures are compared. Each sorts, and says what it means. */
export function TableHead({ groups, sort, onSort }: TableHeadProps) {
  const compared = groups.some((group) => group.title !== null);
  const heading = (shown: ShownColumn, options: { rowSpan?: number; of?: string }) => (
    <SortHeading key={shown.column.name} shown={shown} sort={sort} onSort={onSort} {...options} />
  );
  return (
    <thead>
      <tr>
        {groups.map((group) =>
          group.title === null ? (
            group.columns.map((shown) => heading(shown, { rowSpan: compared ? 2 : undefined }))
          ) : (
            <th key={group.title} scope="colgroup" colSpan={group.columns.length} className="group-heading">
              <span>{group.title}</span>
            </th>
          ),
        )}
      </tr>
      {compared ? (
        <tr>
          {groups.map(({ title, columns }) =>
            title === null ? null : columns.map((each) => heading(each, { of: title })),
          )}
        </tr>
      ) : null}
    </thead>
  );
}

interface SortHeadingProps {
  shown: ShownColumn;
  sort: string | undefined;
  onSort: (column: Column) => void;
  rowSpan?: number;
  /** The measure that stands above. */
  of?: string;
}

function SortHeading({ shown: { column, label }, sort, onSort, rowSpan, of }: SortHeadingProps) {
  const by = parseSort(sort);
  const direction = by?.column === column.name ? (by.descending ? "descending" : "ascending") : undefined;
  const button = (
    <button type="button" onClick={() => onSort(column)}>
      {of ? <span className="visually-hidden">{of}, </span> : null}
      {label}
      <span className="sort-mark" aria-hidden="true">
        {direction === "descending" ? "↓" : direction === "ascending" ? "↑" : ""}
      </span>
    </button>
  );
  return (
    <th
      scope="col"
      rowSpan={rowSpan}
      aria-sort={direction}
      className={column.role === "measure" ? "number" : undefined}
      data-compare={column.compare ?? (of ? "now" : undefined)}
    >
      {column.definition ? (
        <Tooltip
          label={column.definition}
          multiline
          w={260}
          openDelay={350}
          transitionProps={{ duration: 0 }}
          events={tooltipEvents}
        >
          {button}
        </Tooltip>
      ) : (
        button
      )}
    </th>
  );
}

const tooltipEvents = { hover: true, focus: true, touch: false };
