// The rows of a day of appointments, or what stands in their place.
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { Empty } from '../lists/Empty.tsx'
import { LongTable } from '../lists/LongTable.tsx'
import { useOrder } from '../lists/order.ts'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import type { Appointment } from './day.ts'
import type { useDay } from './day-list.ts'

const ROWS_IN_SIGHT = 14

interface DayRowsProps {
  readonly list: ReturnType<typeof useDay>
  readonly shown: readonly Appointment[]
  readonly columns: readonly Column<Appointment>[]
  readonly caption: string
  /** Takes search and filters away. Undefined when there are none. */
  readonly onClear: (() => void) | undefined
}

export function DayRows({ list, shown, columns, caption, onClear }: DayRowsProps) {
  const { rows, order, onOrder } = useOrder(columns, shown, true)
  return (
    <>
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <TableSkeleton rows={ROWS_IN_SIGHT} />}
      {list.data && shown.length === 0 && <Nobody onClear={onClear} />}
      {shown.length > 0 && (
        <LongTable
          hidesCaption
          stacks
          caption={caption}
          columns={columns}
          rows={rows}
          order={order}
          onOrder={onOrder}
          keyOf={({ appointmentId }) => appointmentId}
        />
      )}
    </>
  )
}

/** Nobody found is not nobody there. */
function Nobody({ onClear }: Pick<DayRowsProps, 'onClear'>) {
  const { t } = useText()
  if (onClear) {
    const clear = (
      <Button kind="quiet" onClick={onClear}>
        {t('staff.lists.clear')}
      </Button>
    )
    return (
      <Empty icon="search" title={t('staff.lists.noneFits')} action={clear} isSaid>
        {t('staff.lists.noneFitsWhy')}
      </Empty>
    )
  }
  return (
    <Empty icon="calendar" title={t('staff.appointments.none')} isSaid>
      {t('staff.appointments.noneNext')}
    </Empty>
  )
}
