// The port of the scanner: looks for harmful software in a file. An installation without one keeps what nobody scanned,
// and says so.
import type { Readable } from 'node:stream'

export type ScanResult = { readonly found: 'nothing' } | { readonly found: 'malware'; readonly name: string }

export interface Scanner {
  /** Reads the source to its end. Throws when it gives no answer, or takes no file so large: nobody knows. */
  scan(source: Readable): Promise<ScanResult>
}
