// The initials of a name, for people who must know that somebody is there, and not who.

/** The first letter of each word of the name. */
export const toInitials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => [...word].slice(0, 1))
    .join('')
