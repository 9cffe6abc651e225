import { Popover } from "@mantine/core";
import { type ReactNode, useState } from "react";

interface FilterChipProps {
  /** What the chip is about, for those who cannot see where it stands: "Period". */
  name: string;
  /** What it says. */
  children: ReactNode;
  /**
   * What opens under it; `close` gives the focus back to the chip, `hold` keeps it open when one clicks beside it, so
   * that what was chosen and not yet applied is not lost.
   */
  editor: (close: () => void, hold: (held: boolean) => void) => ReactNode;
  onClear?: () => void;
  /** A chip that adds something instead of saying what is set. */
  dashed?: boolean;
}

/** One filter as a button that says its value and opens its editor. */
export function FilterChip({ name, children, editor, onClear, dashed }: FilterChipProps) {
  const [opened, setOpened] = useState(false);
  const [held, setHeld] = useState(false);
  const show = (open: boolean) => {
    setOpened(open);
    setHeld(false);
  };
  return (
    <span className="chip" data-dashed={dashed}>
      <Popover
        opened={opened}
        onChange={show}
        closeOnClickOutside={!held}
        withOverlay={held}
        overlayProps={{ fixed: true, backgroundOpacity: 0.12 }}
        position="bottom-start"
        offset={6}
        trapFocus
        returnFocus
        withinPortal={false}
        transitionProps={{ duration: 0 }}
        shadow="md"
      >
        <Popover.Target>
          <button type="button" className="chip-main" data-clearable={!!onClear} onClick={() => show(!opened)}>
            <span className="visually-hidden">{name}: </span>
            {children}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="chip-editor" aria-label={name}>
          {opened ? editor(() => show(false), setHeld) : null}
        </Popover.Dropdown>
      </Popover>
      {onClear ? (
        <button type="button" className="chip-clear" aria-label={`Clear ${name}`} onClick={onClear}>
          <span aria-hidden="true">×</span>
        </button>
      ) : null}
    </span>
  );
}
