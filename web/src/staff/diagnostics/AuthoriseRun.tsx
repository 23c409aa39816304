// The run to authorise: one key for all results inside a checked range, the others one by one.
import type { List } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Listing } from '../lists/Listing.tsx'
import { Key } from '../shell/Key.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { type Draft, draftsOf, isNormalDraft, useAuthorising } from './authorising.ts'
import { FlagTag, type Order, PatientLink, useRangeWords, Value } from './words.tsx'

interface AuthoriseRunProps {
  readonly list: List<Order>
  readonly onClear: (() => void) | undefined
}

export function AuthoriseRun({ list, onClear }: AuthoriseRunProps) {
  const { t } = useText()
  const rangeOf = useRangeWords()
  const { one, all, error } = useAuthorising()
  const drafts = list.items && draftsOf(list.items)
  const normal = (drafts ?? []).filter(isNormalDraft)
  const run = (): void => void all(normal)
  useShortcuts(t('staff.laboratory.menu'), [{ keys: 'a', label: t('staff.laboratory.authorise.normal'), run }])
  return (
    <>
      {error !== undefined && <Failure error={error} takesFocus />}
      <Listing
        none={{
          icon: 'check',
          title: t('staff.laboratory.none.authorise'),
          text: t('staff.laboratory.noneWhy.authorise'),
        }}
        onClear={onClear}
        actions={
          normal.length > 0 && (
            <Button onClick={run}>
              {t('staff.laboratory.authorise.count', { count: normal.length })} <Key name="a" />
            </Button>
          )
        }
        stacks
        caption={t('staff.laboratory.list.authorise')}
        list={{ ...list, items: drafts, all: async () => drafts ?? [] }}
        keyOf={({ order, line }) => `${order.orderId} ${line.line}`}
        file="laboratory-authorise"
        columns={columnsOf(rangeOf, (draft) => void one(draft))}
      />
    </>
  )
}

const columnsOf = (
  rangeOf: ReturnType<typeof useRangeWords>,
  onAuthorise: (draft: Draft) => void,
): readonly Column<Draft>[] => [
  {
    key: 'patient',
    text: ({ order }) => order.patient?.name ?? '',
    header: 'staff.laboratory.column.patient',
    draw: ({ order }) => <PatientLink order={order} />,
  },
  {
    key: 'reference',
    text: ({ order }) => order.reference,
    header: 'staff.laboratory.column.reference',
    isDim: true,
    draw: ({ order }) => <span className="nowrap">{order.reference}</span>,
  },
  { key: 'test', text: ({ line }) => line.name, header: 'staff.laboratory.column.test' },
  {
    key: 'value',
    text: ({ line }) => line.result?.value,
    header: 'staff.laboratory.column.value',
    draw: ({ line: { result } }) => result && <Value result={result} />,
  },
  {
    key: 'range',
    text: ({ line }) => (line.result ? rangeOf(line.result) : ''),
    header: 'staff.laboratory.column.range',
    isDim: true,
  },
  {
    key: 'flag',
    text: ({ line }) => line.result?.flag,
    header: 'staff.laboratory.column.flag',
    draw: ({ line: { result } }) => result && <FlagTag result={result} />,
  },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (draft, { t }) => (
      <Button kind="quiet" onClick={() => onAuthorise(draft)}>
        {t('staff.laboratory.authorise.one')} <span className="visually-hidden">{draft.line.name}</span>
      </Button>
    ),
  },
]
