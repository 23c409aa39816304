// The people of a queue: who waits, in the order of their turns, who was missed, and who was served.
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { type Acts, type Queue, quietly, type Token } from './acts.ts'

interface TokensProps {
  readonly queue: Queue
  readonly acts: Acts
  /** Undefined when there is no other queue. */
  readonly onTransfer: ((token: Token) => void) | undefined
}

export function Tokens({ queue, acts, onTransfer }: TokensProps) {
  const { t } = useText()
  const mayServe = useMay('queue.serve')
  const mayReceive = useMay('queue.receive')
  return (
    <Listing
      none={{ icon: 'ticket', title: t('staff.queues.empty'), text: t('staff.queues.emptyNext') }}
      stacks
      caption={t('staff.queues.people')}
      list={wholeList(queue.tokens)}
      keyOf={({ tokenId }) => tokenId}
      file="queue"
      columns={columnsOf({ acts, onTransfer: mayReceive ? onTransfer : undefined, mayServe, mayReceive })}
    />
  )
}

interface Row extends Pick<TokensProps, 'acts' | 'onTransfer'> {
  readonly mayServe: boolean
  readonly mayReceive: boolean
}

const columnsOf = (row: Row): readonly Column<Token>[] => [
  { key: 'label', text: ({ label }) => label, header: 'staff.queues.column.label' },
  { key: 'name', text: ({ patient }) => patient?.name, header: 'staff.queues.column.name' },
  {
    key: 'lane',
    text: ({ lane }) => lane,
    header: 'staff.queues.column.lane',
    draw: ({ lane }, { t }) => {
      const isFirst = lane === 'emergency' || lane === 'priority'
      return isFirst ? <Tag kind="warning">{t(`staff.queues.lane.${lane}`)}</Tag> : t(`staff.queues.lane.${lane}`)
    },
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.queues.column.status',
    draw: ({ status }, { t }) => t(`staff.queues.token.${status}`),
  },
  { key: 'room', text: ({ room }) => room, header: 'staff.queues.column.room', isDim: true },
  {
    key: 'arrivedAt',
    text: ({ arrivedAt }) => arrivedAt,
    header: 'staff.queues.column.arrived',
    draw: ({ arrivedAt }, { format }) => format.time(arrivedAt),
  },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (token) => <Acting token={token} {...row} />,
  },
]

function Acting({ token, acts, onTransfer, mayServe, mayReceive }: Row & { token: Token }) {
  const { t } = useText()
  const { status, label } = token
  const isOutside = status === 'WAITING' || status === 'MISSED'
  if (!isOutside) return null
  const button = (name: string, run: () => void) => (
    <Button kind="quiet" onClick={run}>
      {t(`staff.queues.act.${name}`)} <span className="visually-hidden">{label}</span>
    </Button>
  )
  return (
    <div className="row-actions">
      {mayServe && button('call', () => quietly(acts.call(token)))}
      {mayReceive && status === 'MISSED' && button('return', () => quietly(acts.act('return', token)))}
      {onTransfer && button('transfer', () => onTransfer(token))}
      {mayReceive && button('cancellation', () => quietly(acts.act('cancellation', token)))}
    </div>
  )
}
