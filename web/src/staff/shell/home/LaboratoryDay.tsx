// The work of a laboratory on the home page: one answer has all its numbers, and each leads to its list.
import { href } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import type { IconName } from '../../../ui/icon-names.ts'
import { Tiles } from './Tiles.tsx'

const OFTEN = { everyMs: 20_000 }
const LISTS = [
  ['critical', 'bolt'],
  ['overdue', 'hourglass'],
  ['collect', 'activity'],
  ['receive', 'package'],
  ['enter', 'clipboard-list'],
  ['authorise', 'check'],
] as const satisfies readonly (readonly [string, IconName])[]

export function LaboratoryDay({ lab }: { lab: string }) {
  const { t } = useText()
  const { data } = useAnswer('GET /v1/diagnostics/worklists', { query: { lab } }, OFTEN)
  return (
    <Tiles
      tiles={LISTS.map(([list, icon]) => ({
        ...{ icon, label: t(`staff.laboratory.home.${list}`), count: data?.[list] },
        href: href('/staff/laboratory', { list: list === 'collect' ? undefined : list }),
      }))}
    />
  )
}
