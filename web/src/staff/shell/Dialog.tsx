// A dialog of the staff's pages. It is the browser's own, which moves the focus in and back, and closes on Escape.
import './dialog.css'
import { CloseButton } from '@mantine/core'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useText } from '../../i18n/language.ts'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  const { t } = useText()
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Run before the effects of the content: opening moves the focus, and then the content may move it where it wants.
  useLayoutEffect(() => {
    if (isOpen) box.current?.showModal()
    else box.current?.close()
  }, [isOpen])
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={titleId}
      onClose={() => {
        if (isOpen && box.current?.open === false) onClose()
      }}
    >
      {isOpen && (
        <>
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <CloseButton size="lg" aria-label={t('staff.shell.close')} onClick={onClose} />
          </div>
          {children}
        </>
      )}
    </dialog>
  )
}
