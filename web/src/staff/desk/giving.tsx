// Gives a number to somebody at the desk, and says what can be done when the person waits or is booked already.
import { useState } from 'react'
import { Link } from 'wouter'
import { ApiProblem, isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { startOf } from '../appointments/day.ts'
import { say } from '../shell/Said.tsx'
import type { Come } from './coming.tsx'
import type { Known } from './find-known.ts'

export interface Refused {
  readonly known: Known
  readonly come: Come
  readonly error: ApiProblem
}

/** Sends it. A refusal that has a way out stands in `refused`; every other one is thrown. */
export function useGiving(onIssued: (tokenId: string) => void) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const walkIn = useSend('POST /v1/appointments/walk-ins')
  const [refused, setRefused] = useState<Refused>()
  const send = async (known: Known, come: Come, appointmentId?: string): Promise<void> => {
    setRefused(undefined)
    const body = { ...come, facilityId, patientId: known.patientId, ...(appointmentId && { appointmentId }) }
    try {
      const { label, tokenId } = await walkIn.mutateAsync({ body })
      say({ text: t('staff.desk.said.number', { name: known.name, label }) })
      onIssued(tokenId)
    } catch (error) {
      const hasWayOut = isProblem(error, 'booked-later') || isProblem(error, 'already-in-queue')
      if (!(hasWayOut && error instanceof ApiProblem)) throw error
      setRefused({ known, come, error })
    }
  }
  return { send, refused }
}

interface WayOutProps {
  readonly refused: Refused | undefined
  readonly onUse: (refused: Refused, appointmentId: string) => Promise<void>
}

/** Who is booked later today may use that time now. Who waits already gets the slip again. */
export function WayOut({ refused, onUse }: WayOutProps) {
  const { t, format } = useText()
  if (!refused) return null
  const { known, error } = refused
  const { appointmentId, start, tokenId, label } = error.members as Readonly<Record<string, string | undefined>>
  if (start !== undefined) {
    const time = format.time(startOf({ date: today(), start }))
    return (
      <Notice kind="warning" title={t('staff.desk.later.title', { name: known.name, time })} takesFocus>
        <p>{t('staff.desk.later.what')}</p>
        {appointmentId !== undefined && (
          <Button kind="quiet" onClick={() => void onUse(refused, appointmentId)}>
            {t('staff.desk.later.use', { time })}
          </Button>
        )}
      </Notice>
    )
  }
  return (
    <Notice kind="warning" title={t('staff.desk.waits.title', { name: known.name, label: label ?? '' })} takesFocus>
      <Link href={`/staff/slips/${tokenId}`}>{t('staff.desk.waits.slip')}</Link>
    </Notice>
  )
}
