import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";

interface SidePanelProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  side: "left" | "right";
  size: string;
  children: ReactNode;
}

/** A dialog at the side of the page. Its head is no `header`, which would be a second banner among the landmarks. */
export function SidePanel({ title, opened, onClose, side, size, children }: SidePanelProps) {
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position={side}
      size={size}
      padding="lg"
      transitionProps={{ duration: 0 }}
    >
      <Drawer.Overlay backgroundOpacity={0.3} />
      <Drawer.Content>
        <div className="panel-head">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
