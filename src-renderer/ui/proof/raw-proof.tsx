import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../display/error-view.tsx'
import { fromBase64 } from '../files/file-content.ts'
import { useSave } from '../files/use-save.ts'
import { CodeBlock } from './code-block.tsx'
import { readableBytes } from './readable-bytes.ts'

/** The bytes that a check rests on: shown on demand, copied, saved as they were. */
export function RawProof({ evidence }: { readonly evidence: Evidence }): ReactElement {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState(false)
  const { busy, save } = useSave()
  const { id, rawBytes, rawCut } = evidence
  if (id === 0 || rawBytes === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('evidence.raw.none')}
      </Typography>
    )
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" sx={{ flex: 1 }}>
          {t('evidence.raw.size', { count: rawBytes })}
          {rawCut && ` · ${t('evidence.raw.cut')}`}
        </Typography>
        {!shown && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => {
              setShown(true)
            }}
          >
            {t('evidence.raw.show')}
          </Button>
        )}
        <Button
          size="small"
          variant="outlined"
          startIcon={<Save />}
          loading={busy}
          onClick={() => {
            save(async () => (await call('validation.raw', { id })).file)
          }}
        >
          {t('evidence.raw.save')}
        </Button>
      </Box>
      {shown && <Bytes id={id} />}
    </Box>
  )
}

function Bytes({ id }: { readonly id: number }): ReactElement {
  const { t } = useTranslation('ui')
  const read = useRead('validation.raw', { id })
  if (read.data === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={80} /> : <ErrorView error={read.error} />
  return <CodeBlock label={t('evidence.raw.title')} text={readableBytes(fromBase64(read.data.file.base64))} />
}
