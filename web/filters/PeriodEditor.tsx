import { type ReactNode, type SubmitEvent, useId, useState } from "react";
import type { Filters } from "../api/types.ts";
import { formatMonth, monthsBetween } from "../format/month.ts";
import { formatPeriod, isPeriod } from "../format/period.ts";

interface PeriodEditorProps {
  periods: Filters["period"];
  /** Only whole quarters and years. */
  releaseOnly: boolean;
  current: string;
  onChoose: (period: string) => void;
}

/** Plan years, fiscal years and quarters to pick, months from and to, and a field for whatever else. */
export function PeriodEditor({ periods, releaseOnly, current, onChoose }: PeriodEditorProps) {
  const preset = (value: string, label: string) => (
    <button key={value} type="button" aria-pressed={value === current} onClick={() => onChoose(value)}>
      {label}
    </button>
  );
  const quarterYears = [...new Set(periods.quarters.map((quarter) => quarter.slice(0, 4)))];
  return (
    <div className="period-editor">
      <Presets title="Plan years">{periods.years.map((year) => preset(year, year))}</Presets>
      {periods.fiscalYears.length > 0 ? (
        <Presets title="Fiscal years">{periods.fiscalYears.map((year) => preset(year, year))}</Presets>
      ) : null}
      {quarterYears.length > 0 ? (
        <Presets title="Quarters">
          {quarterYears.map((year) => (
            <span key={year} className="quarter-row">
              <span className="soft">{year}</span>
              {periods.quarters
                .filter((quarter) => quarter.startsWith(year))
                .sort()
                .map((quarter) => (
                  <button
                    key={quarter}
                    type="button"
                    aria-pressed={quarter === current}
                    aria-label={formatPeriod(quarter)}
                    onClick={() => onChoose(quarter)}
                  >
                    {quarter.slice(5)}
                  </button>
                ))}
            </span>
          ))}
        </Presets>
      ) : null}
      {releaseOnly ? (
        <p className="soft">This view has whole quarters and years.</p>
      ) : (
        <>
          {periods.months ? <MonthRange months={periods.months} current={current} onChoose={onChoose} /> : null}
          <CustomPeriod current={current} onChoose={onChoose} />
        </>
      )}
    </div>
  );
}

function Presets({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="presets">
      <legend>{title}</legend>
      <div>{children}</div>
    </fieldset>
  );
}

type Choose = Pick<PeriodEditorProps, "current" | "onChoose">;

function MonthRange({ months, current, onChoose }: Choose & { months: [string, string] }) {
  const all = monthsBetween(...months);
  const [first, last = first] = /^\d{4}-\d{2}(\.\.|$)/.test(current) ? current.split("..") : months;
  const [from, setFrom] = useState(first ?? months[0]);
  const [to, setTo] = useState(last ?? months[1]);
  const show = (event: SubmitEvent) => {
    event.preventDefault();
    const [start, end] = from <= to ? [from, to] : [to, from];
    onChoose(start === end ? start : `${start}..${end}`);
  };
  const options = all.map((month) => (
    <option key={month} value={month}>
      {formatMonth(month)}
    </option>
  ));
  return (
    <form onSubmit={show}>
      <fieldset className="presets">
        <legend>Months</legend>
        <div className="month-range">
          <select
            className="text-input"
            aria-label="First month"
            value={from}
            onChange={(e) => setFrom(e.target.value)}
          >
            {options}
          </select>
          <span>to</span>
          <select className="text-input" aria-label="Last month" value={to} onChange={(e) => setTo(e.target.value)}>
            {options}
          </select>
          <button type="submit" className="button">
            Show
          </button>
        </div>
      </fieldset>
    </form>
  );
}

function CustomPeriod({ current, onChoose }: Choose) {
  const [text, setText] = useState(current);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const show = (event: SubmitEvent) => {
    event.preventDefault();
    const period = text.trim();
    if (isPeriod(period)) onChoose(period);
    else setWrong(true);
  };
  return (
    <form onSubmit={show} className="custom-period">
      <label htmlFor={`${id}-text`}>Or write it</label>
      <div className="month-range">
        <input
          id={`${id}-text`}
          className="text-input"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          aria-invalid={wrong}
          aria-describedby={`${id}-help`}
          spellCheck={false}
        />
        <button type="submit" className="button">
          Show
        </button>
      </div>
      <p id={`${id}-help`} className="soft" role={wrong ? "alert" : undefined}>
        {wrong ? `“${text.trim()}” is not a period. ` : ""}2025, FY2025, 2025-Q1, 2025-03 or{" "}
        <span className="one-line">2025-01..2025-06</span>
      </p>
    </form>
  );
}
