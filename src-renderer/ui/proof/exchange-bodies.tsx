import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useId, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'
import { absoluteTime } from '../display/time-words.ts'
import { useLocale } from '../display/use-locale.ts'
import { useSave } from '../files/use-save.ts'
import { CodeBlock } from './code-block.tsx'
import { laidOut } from './readable-bytes.ts'

const parts = ['request', 'response'] as const

/** Request and answer as two tabs, each copied and saved as the bytes that went over the wire. */
export function ExchangeBodies({ shown }: { readonly shown: Output<'mpic.show'> }): ReactElement {
  const { t } = useTranslation('ui')
  const locale = useLocale()
  const ids = useId()
  const { busy, save } = useSave()
  const [part, setPart] = useState<(typeof parts)[number]>('request')
  const { exchange } = shown
  const body = shown[part]
  return (
    <Box sx={{ display: 'grid', gap: 3, minWidth: 0 }}>
      <Typography variant="body2" color="textSecondary">
        {t(exchange.status === null ? 'evidence.exchange.noStatus' : 'evidence.exchange.status', {
          status: exchange.status,
          ms: exchange.milliseconds,
          at: absoluteTime(exchange.at, locale)
        })}
      </Typography>
      <Tabs
        value={part}
        aria-label={t('evidence.mpic.exchange')}
        onChange={(_, next: (typeof parts)[number]) => {
          setPart(next)
        }}
      >
        {parts.map((name) => (
          <Tab
            key={name}
            value={name}
            label={t(`evidence.exchange.${name}`)}
            id={`${ids}-tab-${name}`}
            aria-controls={`${ids}-panel-${name}`}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`${ids}-panel-${part}`}
        aria-labelledby={`${ids}-tab-${part}`}
        sx={{ display: 'grid', gap: 2, minWidth: 0 }}
      >
        {body === null ? (
          <Typography color="textSecondary">{t('evidence.exchange.noResponse')}</Typography>
        ) : (
          <>
            <CodeBlock label={t(`evidence.exchange.${part}`)} text={laidOut(body)} copy={body} />
            <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
              <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
                {t('evidence.exchange.shown')}
              </Typography>
              <Button
                size="small"
                variant="outlined"
                startIcon={<Save />}
                loading={busy}
                onClick={() => {
                  save(async () => (await call('mpic.raw', { id: exchange.id, part })).file)
                }}
              >
                {t('evidence.raw.save')}
              </Button>
            </Box>
          </>
        )}
      </Box>
    </Box>
  )
}
