/** Names that nobody has, some with letters beyond ASCII; every file that has them says that they are made up. */
const given = [
  "Zofiette",
  "Renéa",
  "Iñakel",
  "Sørina",
  "Zoël",
  "Ævalin",
  "Moreau-Anne",
  "Jürgette",
  "Quentara",
  "Odalys-Fay",
];
const family = [
  "Testwright",
  "Probéra",
  "Muñestra",
  "Sampelle",
  "d’Exemplar",
  "Notreal",
  "Invention",
  "Madeup",
  "Fictane",
  "Köstner-Probe",
];

export const madeUpMark = "made up";

/** A made-up name for a number; every hundred numbers the names begin again. */
export function madeUpName(number: number): { first_name: string; last_name: string } {
  return {
    first_name: given[number % given.length] ?? "",
    last_name: family[Math.floor(number / given.length) % family.length] ?? "",
  };
}
