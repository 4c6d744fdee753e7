import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import type { Domain, Publication } from '../../../src-shared/model/validation.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { saveText } from '../../ui/files/save-file.ts'
import { Section } from '../../ui/layout/section.tsx'
import { CodeBlock } from '../../ui/proof/code-block.tsx'
import { CheckResult } from './check-result.tsx'
import { fileName, zoneLine } from './publication-words.ts'

/** What to publish, ready to copy, and the look whether it is there. */
export function PublishPanel(props: {
  readonly domain: Domain
  readonly publish: Publication
  readonly onResult?: (result: Output<'domain.verify'>) => void
}): ReactElement {
  const { t } = useTranslation('domains')
  const locale = useLocale()
  const mayRun = useMay('validation.run')
  const { domain, publish, onResult } = props
  const [keeps, setKeeps] = useState(false)
  const { data, error, isPending, mutate } = useCommand('domain.verify')
  const { name, organizationId } = domain
  useEffect(() => {
    if (!keeps || isPending) return undefined
    const timer = setTimeout(() => {
      mutate({ name, organization: organizationId }, { onSuccess: (result) => onResult?.(result) })
    }, 60_000)
    return () => {
      clearTimeout(timer)
    }
  }, [keeps, isPending, mutate, name, organizationId, onResult, data])
  return (
    <Section title={t('publish.title')} lead={t(publish.kind === 'txt' ? 'publish.txtLead' : 'publish.fileLead')}>
      <Box sx={{ display: 'grid', gap: 4, '& > *': { minWidth: 0 } }}>
        {publish.kind === 'txt' ? (
          <>
            <Copyable label={t('publish.name')} text={publish.name} />
            <Copyable label={`${t('publish.value')} (TXT)`} text={publish.value} />
            <Copyable label={t('publish.line')} text={zoneLine(publish)} />
          </>
        ) : (
          <>
            <Copyable label={t('publish.url')} text={publish.url} />
            <Copyable label={t('publish.content')} text={publish.value} />
            <Box>
              <Button
                size="small"
                variant="outlined"
                startIcon={<Save />}
                onClick={() => void saveText(fileName(publish), publish.value)}
              >
                {t('publish.saveFile')}
              </Button>
            </Box>
          </>
        )}
        <Typography variant="caption" color="textSecondary">
          {t('publish.expires', { date: absoluteTime(publish.expiresAt, locale, 'day') })}
        </Typography>
        {mayRun && (
          <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
            <Button
              variant="contained"
              loading={isPending}
              onClick={() => {
                mutate({ name, organization: organizationId }, { onSuccess: (result) => onResult?.(result) })
              }}
            >
              {t('check')}
            </Button>
            <FormControlLabel
              control={
                <Switch
                  size="small"
                  checked={keeps}
                  onChange={(_, on) => {
                    setKeeps(on)
                  }}
                />
              }
              label={t('publish.keep')}
              slotProps={{ typography: { variant: 'body2' } }}
            />
          </Box>
        )}
        <ErrorView error={error} />
        {data !== undefined && <CheckResult result={data} kind={publish.kind} />}
      </Box>
    </Section>
  )
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  return (
    <Box sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {label}
      </Typography>
      <CodeBlock label={label} text={text} />
    </Box>
  )
}
