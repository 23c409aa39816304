// The slip of somebody who just got a number, or of an earlier one: shown, printed once by itself, and printed again.
import { useEffect, useRef } from 'react'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { OpdSlip, type Slip } from './OpdSlip.tsx'

interface PrintedProps {
  readonly tokenId: string
  /** The slip prints by itself. */
  readonly isNew?: boolean
  /** The next person at the desk. */
  readonly onNext?: () => void
}

export function Printed({ tokenId, isNew = false, onNext }: PrintedProps) {
  const answer = useAnswer('GET /v1/appointments/tokens/{tokenId}', { path: { tokenId } }, { freshMs: 0 })
  if (answer.data) return <Shown slip={answer.data} isNew={isNew} onNext={onNext} />
  return answer.error ? <Failure error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading />
}

interface ShownProps {
  readonly slip: Slip
  readonly isNew: boolean
  readonly onNext: (() => void) | undefined
}

function Shown({ slip, isNew, onNext }: ShownProps) {
  const { t } = useText()
  const acts = useRef<HTMLDivElement>(null)
  const isPrinted = useRef(false)
  useEffect(() => {
    acts.current?.querySelector('button')?.focus()
    if (!isNew || isPrinted.current) return
    isPrinted.current = true
    print()
  }, [isNew])
  return (
    <>
      <div className="day-moves no-print" ref={acts}>
        {onNext && <Button onClick={onNext}>{t('staff.desk.slip.next')}</Button>}
        <Button kind={onNext ? 'quiet' : 'main'} onClick={() => print()}>
          <Icon name="printer" /> {t('staff.desk.slip.print')}
        </Button>
      </div>
      <OpdSlip slip={slip} />
    </>
  )
}
