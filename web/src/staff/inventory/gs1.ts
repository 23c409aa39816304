// Tells the code of a pack from words that a person types. The server reads the code.

/** A GS1 code begins with a mark of its symbology, a bracket, or the product with its 14 digits. */
export const isPackCode = (text: string): boolean => /^(\][A-Za-z]\d|\(\d{2,4}\)|01\d{14})/.test(text.trim())
