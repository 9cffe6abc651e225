import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/global.layer.css";
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Drawer.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/Menu.layer.css";
import "@mantine/core/styles/Tooltip.layer.css";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./components/components.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isApiError } from "./api/apiError.ts";
import { sessionQuery } from "./api/queries.ts";
import { router } from "./router.tsx";
import { cssVariables, theme } from "./theme.ts";
import "./styles/print.css";

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const signedOut = isApiError(error, "not-signed-in") && query.queryKey[0] !== sessionQuery.queryKey[0];
      if (signedOut) void client.resetQueries({ queryKey: sessionQuery.queryKey });
    },
  }),
});

const colorScheme = localStorageColorSchemeManager({ key: "planlens-color-scheme" });
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        colorSchemeManager={colorScheme}
      >
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
