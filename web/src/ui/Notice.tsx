// A box with a message: what happened, what to know, what went wrong. The words carry the meaning, the colour helps.
import { type ReactNode, useEffect, useRef } from 'react'
import './notice.css'

interface NoticeProps {
  readonly kind?: 'info' | 'good' | 'warning' | 'error'
  readonly title?: string
  /** For a message that appears after an action: it takes the focus, so that a screen reader reads it. */
  readonly takesFocus?: boolean
  readonly children?: ReactNode
}

export function Notice({ kind = 'info', title, takesFocus = false, children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus])
  return (
    <div ref={box} className={`notice notice-${kind}`} {...(takesFocus && { tabIndex: -1, role: 'alert' })}>
      {title !== undefined && <p className="notice-title">{title}</p>}
      {children}
    </div>
  )
}
