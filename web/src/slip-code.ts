// What the QR code of a slip says: the reference, which can also be typed, and the booking's id; nothing personal.

interface Slip {
  readonly reference: string
  readonly bookingId: string
}

/** Capitals and digits only: such a code needs fewer and larger squares. */
export const toSlipCode = ({ reference, bookingId }: Slip): string => `${reference} ${bookingId.toUpperCase()}`
