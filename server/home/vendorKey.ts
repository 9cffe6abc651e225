/** What two ways of writing a vendor's name have in common: capitals and blanks do not make another vendor. */
export function vendorKey(name: string): string {
  return name.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}
