// Looks for codes with the camera, in browsers that can read them. Pictures stay in the browser.
import { useEffect, useRef, useState } from 'react'
import { Notice } from '../ui/Notice.tsx'
import './camera.css'

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

declare global {
  interface Window {
    readonly BarcodeDetector?: new (options: { formats: readonly string[] }) => Detector
  }
}

const EVERY_MS = 250

export const hasCamera = (): boolean => window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined

interface CameraProps {
  readonly label: string
  /** What to say when the camera does not open. */
  readonly failed: string
  readonly onRead: (text: string) => void
}

export function Camera({ label, failed, onRead }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [hasFailed, setFailed] = useState(false)
  const latest = useRef(onRead)
  latest.current = onRead
  useEffect(() => {
    let isGone = false
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (detector: Detector): Promise<void> => {
      if (isGone || !video.current) return
      const codes = await detector.detect(video.current).catch(() => [])
      if (isGone) return
      if (codes[0]) latest.current(codes[0].rawValue)
      timer = setTimeout(() => void look(detector), EVERY_MS)
    }
    const start = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (isGone || !video.current || !window.BarcodeDetector) return stop()
      video.current.srcObject = stream
      await video.current.play()
      await look(new window.BarcodeDetector({ formats: ['qr_code'] }))
    }
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    start().catch(() => setFailed(true))
    return () => {
      isGone = true
      clearTimeout(timer)
      stop()
    }
  }, [])
  if (hasFailed) return <Notice kind="warning" title={failed} takesFocus />
  return <video ref={video} className="camera" muted playsInline aria-label={label} />
}
