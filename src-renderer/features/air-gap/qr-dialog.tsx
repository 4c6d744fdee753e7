import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { blockSizes, frameSource, type BlockSize, type FrameSource } from '../../../src-shared/model/qr-frames.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { fromBase64 } from '../../ui/files/file-content.ts'
import { qrOf, qrPixels } from './qr-draw.ts'

const sizes = Object.keys(blockSizes) as BlockSize[]
const speeds = [2, 4, 8, 12] as const
/** Side of the picture on screen, in pixels. */
const SIDE = 440

/** Shows a bundle as a stream of QR codes until the other side has enough of them. */
export function QrDialog(props: {
  readonly id: number
  readonly number: number
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('air-gap')
  const titleId = useId()
  const read = useRead('bundle.export', { id: props.id })
  const [size, setSize] = useState<BlockSize>('usual')
  const [speed, setSpeed] = useState<number>(4)
  const source = useSource(read.data?.file.base64, size)
  return (
    <Dialog open onClose={props.onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('qr.title', { number: props.number })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 3, justifyItems: 'center' }}>
        <Typography color="textSecondary">{t('qr.lead')}</Typography>
        <ErrorView error={read.error} />
        {source === null ? (
          <Skeleton variant="rectangular" width={SIDE} height={SIDE} sx={{ maxWidth: '100%' }} />
        ) : (
          <Stream key={`${size} ${source.blocks}`} source={source} speed={speed} />
        )}
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3, width: '100%', pt: 2 }}>
          <TextField
            select
            label={t('qr.density')}
            value={size}
            onChange={({ target }) => {
              setSize(sizes.find((one) => one === target.value) ?? 'usual')
            }}
          >
            {sizes.map((one) => (
              <MenuItem key={one} value={one}>
                {t(`qr.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t('qr.speed')}
            value={String(speed)}
            onChange={({ target }) => {
              setSpeed(Number(target.value))
            }}
          >
            {speeds.map((one) => (
              <MenuItem key={one} value={String(one)}>
                {one}
              </MenuItem>
            ))}
          </TextField>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

/** @returns the frames of the content; null until its digest is made */
function useSource(base64: string | undefined, size: BlockSize): FrameSource | null {
  const [source, setSource] = useState<FrameSource | null>(null)
  useEffect(() => {
    let over = false
    if (base64 === undefined) return undefined
    const bytes = fromBase64(base64)
    void crypto.subtle.digest('SHA-256', bytes).then((digest) => {
      if (!over) setSource(frameSource(bytes, new Uint8Array(digest), blockSizes[size]))
    })
    return () => {
      over = true
    }
  }, [base64, size])
  return source
}

function Stream(props: { readonly source: FrameSource; readonly speed: number }): ReactElement {
  const { t } = useTranslation('air-gap')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [number, setNumber] = useState(0)
  const { source, speed } = props
  useEffect(() => {
    const timer = setInterval(() => {
      setNumber((before) => before + 1)
    }, 1000 / speed)
    return () => {
      clearInterval(timer)
    }
  }, [speed])
  useEffect(() => {
    const target = canvas.current
    const context = target?.getContext('2d')
    if (target === null || context === null || context === undefined) return
    const code = qrOf(source.frame(number))
    const { side, pixels } = qrPixels(code, Math.max(2, Math.floor(SIDE / (code.size + 8))))
    target.width = side
    target.height = side
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels), side, side), 0, 0)
  }, [source, number])
  return (
    <>
      <Box
        component="canvas"
        ref={canvas}
        role="img"
        aria-label={t('qr.picture')}
        data-frame={number}
        // At its own size: modules of unequal width are harder to read.
        sx={{ maxWidth: '100%', height: 'auto', imageRendering: 'pixelated', bgcolor: 'common.white' }}
      />
      <Typography variant="caption" color="textSecondary">
        {t('qr.frame', { number: number + 1, blocks: source.blocks })}
      </Typography>
    </>
  )
}
