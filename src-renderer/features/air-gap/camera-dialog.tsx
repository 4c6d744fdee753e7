import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useCallback, useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { frameCollector, type FrameProgress } from '../../../src-shared/model/qr-frames.ts'
import { toBase64 } from '../../ui/files/file-content.ts'
import { readQr } from './qr-read.ts'

/** Pause between two looks at the picture, in milliseconds. */
const LOOK_MS = 60
/** Pictures are made no wider than this before a code is looked for. */
const WIDEST = 1280

/** Reads a stream of QR codes with the camera, or from pictures of them, until a bundle is whole. */
export function CameraDialog(props: {
  /** @param bundle base64 */
  readonly onRead: (bundle: string) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('air-gap')
  const titleId = useId()
  const pictures = useRef<HTMLInputElement>(null)
  const { progress, wrong, take } = useFrames(props.onRead)
  const { video, denied } = useCamera(take)
  const share = progress === null || progress.need === 0 ? 0 : (100 * progress.have) / progress.need
  return (
    <Dialog open onClose={props.onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('camera.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Typography color="textSecondary">{t('camera.lead')}</Typography>
        {denied === null ? (
          <Box
            component="video"
            ref={video}
            muted
            playsInline
            aria-label={t('camera.video')}
            sx={{ width: '100%', aspectRatio: '4 / 3', bgcolor: 'common.black', borderRadius: 1 }}
          />
        ) : (
          <Alert severity="warning" variant="outlined">
            {t('camera.denied', { why: denied })}
          </Alert>
        )}
        <LinearProgress variant="determinate" value={share} aria-label={t('camera.title')} />
        <Typography role="status">
          {progress === null || progress.need === 0
            ? t('camera.waiting')
            : t('camera.progress', { have: progress.have, need: progress.need })}
        </Typography>
        {progress?.taken === 'other' && <Alert severity="warning">{t('camera.foreign')}</Alert>}
        {wrong && <Alert severity="error">{t('camera.wrong')}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button
          onClick={() => {
            pictures.current?.click()
          }}
        >
          {t('exchange.images')}
        </Button>
        <input
          ref={pictures}
          type="file"
          hidden
          multiple
          accept="image/*"
          aria-label={t('exchange.images')}
          onChange={({ target }) => {
            void readPictures([...(target.files ?? [])], take)
            target.value = ''
          }}
        />
        <Button onClick={props.onClose}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

/** Collects frames; what is whole is checked against its digest and handed on. */
function useFrames(onRead: (bundle: string) => void): {
  readonly progress: FrameProgress | null
  readonly wrong: boolean
  readonly take: (pixels: ImageData) => void
} {
  const collector = useRef(frameCollector())
  const over = useRef(false)
  const [progress, setProgress] = useState<FrameProgress | null>(null)
  const [wrong, setWrong] = useState(false)
  const take = useCallback(
    ({ data, width, height }: ImageData): void => {
      if (over.current) return
      const octets = readQr(data, width, height)
      if (octets === null) return
      const now = collector.current.add(octets)
      if (now.taken === 'damaged') return
      setProgress(now)
      const content = collector.current.content()
      if (content === null) return
      over.current = true
      const bytes = Uint8Array.from(content.bytes)
      void crypto.subtle.digest('SHA-256', bytes).then((digest) => {
        const whole = new Uint8Array(digest)
        if (content.digest.every((octet, at) => whole[at] === octet)) onRead(toBase64(bytes))
        else {
          collector.current = frameCollector()
          over.current = false
          setWrong(true)
        }
      })
    },
    [onRead]
  )
  return { progress, wrong, take }
}

/** Opens the camera and looks at its picture again and again; closes it when the dialog goes. */
function useCamera(take: (pixels: ImageData) => void): {
  readonly video: React.RefObject<HTMLVideoElement | null>
  readonly denied: string | null
} {
  const video = useRef<HTMLVideoElement>(null)
  const latest = useRef(take)
  const [denied, setDenied] = useState<string | null>(null)
  useEffect(() => {
    latest.current = take
  }, [take])
  useEffect(() => {
    let stream: MediaStream | undefined
    let over = false
    const drawing = document.createElement('canvas')
    const timer = setInterval(() => {
      const pixels = video.current === null ? null : pictureOf(drawing, video.current)
      if (pixels !== null) latest.current(pixels)
    }, LOOK_MS)
    const open = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
        if (over || video.current === null) {
          for (const track of stream.getTracks()) track.stop()
          return
        }
        video.current.srcObject = stream
        await video.current.play()
      } catch (error) {
        if (!over) setDenied(error instanceof Error ? error.message : String(error))
      }
    }
    void open()
    return () => {
      over = true
      clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])
  return { video, denied }
}

function pictureOf(drawing: HTMLCanvasElement, video: HTMLVideoElement): ImageData | null {
  if (video.readyState < video.HAVE_CURRENT_DATA || video.videoWidth === 0) return null
  return pixelsOf(drawing, video, video.videoWidth, video.videoHeight)
}

function pixelsOf(
  drawing: HTMLCanvasElement,
  image: CanvasImageSource,
  width: number,
  height: number
): ImageData | null {
  const scale = Math.min(1, WIDEST / width)
  drawing.width = Math.round(width * scale)
  drawing.height = Math.round(height * scale)
  const context = drawing.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  context.drawImage(image, 0, 0, drawing.width, drawing.height)
  return context.getImageData(0, 0, drawing.width, drawing.height)
}

async function readPictures(files: readonly File[], take: (pixels: ImageData) => void): Promise<void> {
  const drawing = document.createElement('canvas')
  for (const file of files) {
    const image = await createImageBitmap(file).catch(() => null)
    const pixels = image === null ? null : pixelsOf(drawing, image, image.width, image.height)
    if (pixels !== null) take(pixels)
    image?.close()
  }
}
