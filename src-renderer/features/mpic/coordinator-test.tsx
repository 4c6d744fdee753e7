import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'

/** Asks the kept coordinator about itself, without any check. */
export function CoordinatorTest(props: { readonly unsaved: boolean; readonly named: boolean }): ReactElement {
  const { t } = useTranslation('mpic')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Output<'mpic.test'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const ask = (): void => {
    setBusy(true)
    setError(null)
    call('mpic.test', {})
      .then(setSaid, setError)
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant="outlined" loading={busy} disabled={props.unsaved || !props.named} onClick={ask}>
          {t('setup.test')}
        </Button>
        {(props.unsaved || !props.named) && (
          <Typography variant="caption" color="textSecondary">
            {t('setup.testSaved')}
          </Typography>
        )}
      </Box>
      <ErrorView error={error} />
      {said !== null && (
        <Alert severity={said.reached ? 'success' : 'warning'} variant="outlined" role="status" sx={{ width: '100%' }}>
          <Typography sx={{ fontWeight: 600 }}>{t(said.reached ? 'setup.reached' : 'setup.notReached')}</Typography>
          {!said.reached && (
            <Typography variant="body2" lang="en">
              {said.said}
            </Typography>
          )}
          {said.reached && (
            <Typography variant="body2">
              {t('setup.facts', {
                specification: said.specification ?? '–',
                version: said.version ?? '–',
                perspectives: said.perspectives ?? '–'
              })}
            </Typography>
          )}
        </Alert>
      )}
    </Box>
  )
}
