import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ViewedCheck, ViewedObject } from '../../../src-shared/api/viewer.ts'
import { useMay } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** How the archive of a ceremony is proved; the same words in every language. */
const verifyCommand = 'chancery ceremony verify archive.zip --trust signer.pem'

/** A message: what came of its signature, where it belongs, and its fields as its standard names them. */
export function MessageOverview({ object }: { readonly object: ViewedObject }): ReactElement {
  const { check, facts = [], kind } = object
  return (
    <>
      {check !== undefined && <CheckLine check={check} />}
      {kind === 'ceremony-archive' && <ArchivePlace />}
      {kind === 'air-gap-bundle' && <BundlePlace />}
      {facts.length > 0 && (
        <DefinitionList
          termWidth={200}
          items={facts.map(({ label, value }) => ({ term: <span lang="en">{label}</span>, value }))}
        />
      )}
    </>
  )
}

function CheckLine({ check }: { readonly check: ViewedCheck }): ReactElement {
  const { t } = useTranslation('viewer')
  return (
    <Box sx={{ display: 'flex', gap: 3, alignItems: 'start', flexWrap: 'wrap' }}>
      <StateChip kind="check" state={check.outcome === 'ok' ? 'verified' : check.outcome} />
      <Box sx={{ flex: 1, minWidth: 240 }}>
        <Typography>{t(`check.${check.note}`)}</Typography>
        {check.reason !== null && (
          <Typography variant="body2" color="text.secondary" lang="en" sx={{ overflowWrap: 'anywhere' }}>
            {check.reason}
          </Typography>
        )}
      </Box>
    </Box>
  )
}

function ArchivePlace(): ReactElement {
  const { t } = useTranslation('viewer')
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Typography>{t('takeTo.archive')}</Typography>
      <Mono value={verifyCommand} grouped={false} />
    </Box>
  )
}

function BundlePlace(): ReactElement {
  const { t } = useTranslation('viewer')
  const may = useMay('authority.read')
  return (
    <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography>{t('takeTo.bundle')}</Typography>
      {may && (
        <Button variant="outlined" component={RouterLink} to="/air-gap">
          {t('takeTo.openBundle')}
        </Button>
      )}
    </Box>
  )
}
