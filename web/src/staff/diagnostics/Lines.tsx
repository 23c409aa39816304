// The final results of an order as a doctor reads them: value, range and flag, and the course of each number.
import { useState } from 'react'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { CourseOf } from './CourseOf.tsx'
import { FlagTag, type Line, RangeWords, Value } from './words.tsx'

interface LinesProps {
  readonly lines: readonly Line[]
  readonly patientId: string
}

export function Lines({ lines, patientId }: LinesProps) {
  const { t } = useText()
  const [asked, setAsked] = useState<Line>()
  return (
    <>
      {lines.map((line) => (
        <LineRow key={line.line} line={line} onCourse={() => setAsked(line)} />
      ))}
      <Dialog
        title={t('results.course.of', { test: asked?.name ?? '' })}
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
      >
        {asked && <CourseOf patientId={patientId} test={asked.test} />}
      </Dialog>
    </>
  )
}

function LineRow({ line, onCourse }: { line: Line; onCourse: () => void }) {
  const { t, format } = useText()
  const { name, result, kind, status, earlier, rejections } = line
  if (!result) {
    const rejected = rejections[0]
    return (
      <div className="lab-row">
        <span>
          {name} <span className="soft">{t(`staff.laboratory.lineStatus.${status}`)}</span>{' '}
          {rejected?.rejectReason !== undefined && (
            <span className="soft">
              {t('staff.laboratory.rejectedFor', {
                why: t(`staff.laboratory.reject.reasons.${rejected.rejectReason}`),
              })}
            </span>
          )}
        </span>
      </div>
    )
  }
  const [before] = earlier
  return (
    <div className="lab-row">
      <span>
        {name} <Value result={result} /> <RangeWords result={result} /> <FlagTag result={result} />{' '}
        {result.status === 'CORRECTED' && <Tag kind="warning">{t('results.corrected')}</Tag>}{' '}
        {before && (
          <span className="soft">
            {t('results.was', {
              value: `${before.value} ${before.unit ?? ''}`,
              time: format.instant(before.enteredAt),
            })}
          </span>
        )}{' '}
        <span className="soft">{result.note}</span>
      </span>
      {kind === 'number' && (
        <Button kind="plain" onClick={onCourse}>
          {t('results.course.open')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </div>
  )
}
