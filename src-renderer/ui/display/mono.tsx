import Check from '@mui/icons-material/Check'
import ContentCopy from '@mui/icons-material/ContentCopyOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'

/** @returns hex text in groups of four */
export function inFours(text: string): string {
  return text.match(/.{1,4}/g)?.join(' ') ?? ''
}

/** A hash, serial, identifier or command: monospace, hex in fours, copied whole and without the spaces. */
export function Mono(props: {
  readonly value: string
  /** Groups hex in fours. */
  readonly grouped?: boolean
  readonly copy?: boolean
  /** Shows only the beginning; the copy is whole. */
  readonly short?: number
}): ReactElement {
  const shown = props.short === undefined ? props.value : props.value.slice(0, props.short)
  const text = props.grouped === false ? shown : inFours(shown)
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, maxWidth: '100%' }}>
      <Box component="span" sx={{ fontFamily: monospace, fontSize: 12.5, overflowWrap: 'anywhere' }}>
        {text}
        {props.short !== undefined && props.value.length > props.short && '…'}
      </Box>
      {props.copy !== false && <CopyButton value={props.value} />}
    </Box>
  )
}

/** Copies a text and says so. */
export function CopyButton(props: {
  readonly value: string
  readonly label?: string
  readonly onCopied?: () => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => {
      setCopied(false)
    }, 1600)
    return () => {
      clearTimeout(timer)
    }
  }, [copied])
  const label = copied ? t('copied') : (props.label ?? t('copy'))
  return (
    <Tooltip title={label}>
      <IconButton
        size="small"
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation()
          void navigator.clipboard.writeText(props.value).then(() => {
            setCopied(true)
            props.onCopied?.()
          })
        }}
        sx={{ p: 0.75, color: copied ? 'success.main' : 'text.secondary' }}
      >
        {copied ? <Check sx={{ fontSize: 15 }} /> : <ContentCopy sx={{ fontSize: 15 }} />}
      </IconButton>
    </Tooltip>
  )
}
