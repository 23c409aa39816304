// The text in the QR code of a slip: the reference, which people can also type, and the booking's id. Nothing personal.

interface Slip {
  readonly reference: string
  readonly bookingId: string
}

/** Capitals and digits only: such a code needs fewer squares, so they can be larger. */
export const toSlipCode = ({ reference, bookingId }: Slip): string => `${reference} ${bookingId.toUpperCase()}`
