// The size of a file in words: whole kilobytes, megabytes and gigabytes with one digit.
import type { useText } from '../i18n/language.ts'

const KB = 1_000
const MB = 1_000_000
const GB = 1_000_000_000

export function sizeOf(bytes: number, { t, format }: Pick<ReturnType<typeof useText>, 't' | 'format'>): string {
  if (bytes < MB) return t('files.size.kb', { size: format.number(Math.max(1, Math.round(bytes / KB))) })
  const [unit, key] = bytes < GB ? [MB, 'files.size.mb'] : [GB, 'files.size.gb']
  return t(key as string, { size: format.number(Math.round((bytes / (unit as number)) * 10) / 10) })
}
