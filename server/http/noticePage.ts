import { html } from "hono/html";

/** A page of one message, for when the real page cannot be shown. */
export function noticePage({
  title,
  text,
  link,
}: {
  title: string;
  text: string;
  link?: { href: string; text: string };
}) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Planlens</title>
    <style>
      body { margin: 0; background: #fcfbf8; color: #1d2329; font: 1.0625rem/1.6 system-ui, sans-serif; }
      main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
      h1 { font: 600 1.75rem/1.25 Georgia, serif; margin: 0 0 0.75rem; }
      a { color: #0f6b63; }
      @media (prefers-color-scheme: dark) {
        body { background: #14181b; color: #e9e6df; }
        a { color: #5fc0b3; }
      }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text}</p>
      ${link ? html`<p><a href="${link.href}">${link.text}</a></p>` : ""}
    </main>
  </body>
</html>`;
}
