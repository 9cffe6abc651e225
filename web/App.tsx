import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { isApiError } from "./api/apiError.ts";
import { sessionQuery } from "./api/queries.ts";
import { FailedPage } from "./pages/FailedPage.tsx";
import { SignedOutPage } from "./pages/SignedOutPage.tsx";
import { Shell } from "./shell/Shell.tsx";

/** Whoever is signed in gets the frame and the page in it; anyone else is told how to get a link. */
export function App() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if (isApiError(error, "not-signed-in")) return <SignedOutPage />;
  if (session) {
    return (
      <Shell session={session}>
        <Outlet />
      </Shell>
    );
  }
  return error ? (
    <main className="lone">
      <FailedPage error={error} retry={() => void refetch()} />
    </main>
  ) : null;
}
