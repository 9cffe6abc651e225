import "./skeleton.css";

/** Says what is fetched, and holds the places of sentence, figures, chart and table, so that nothing moves when they come. */
export function Skeleton({ title, under }: { title: string; under?: string }) {
  return (
    <div className="skeleton">
      <p className="skeleton-title">
        {title}
        {under ? `: ${under}` : ""}
      </p>
      <h1 className="visually-hidden">{title}</h1>
      <p className="visually-hidden" role="status">
        Loading
      </p>
      <div className="skeleton-answer">
        <i />
        <i />
      </div>
      <div className="skeleton-figures">
        <i />
        <i />
        <i />
        <i />
      </div>
      <div className="skeleton-chart" />
      <div className="skeleton-rows">
        <i />
        <i />
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
