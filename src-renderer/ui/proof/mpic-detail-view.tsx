import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { MpicDetail } from '../../../src-shared/model/mpic.ts'
import { Part } from './part.tsx'
import { ExchangeDialog } from './exchange-dialog.tsx'
import { PerspectiveTable } from './perspective-table.tsx'
import { RuleVerdicts } from './rule-verdicts.tsx'

/** Why a name is or is not corroborated: what each saw, the arithmetic under each rule, what the coordinator said. */
export function MpicDetailView(props: {
  readonly detail: MpicDetail
  /** Where the exchange itself is on screen already. */
  readonly withoutExchange?: boolean
}): ReactElement {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState(false)
  const { detail } = props
  const { exchangeId, alarms, said, primary, perspectives, rules } = detail
  return (
    <Box sx={{ display: 'grid', gap: 5, minWidth: 0, '& > *': { minWidth: 0 } }}>
      {alarms.length > 0 && (
        <Alert severity="warning" variant="outlined">
          <Typography sx={{ fontWeight: 600 }}>{t('evidence.mpic.alarms')}</Typography>
          {alarms.map((alarm) => (
            <Typography key={alarm} variant="body2" lang="en">
              {alarm}
            </Typography>
          ))}
        </Alert>
      )}
      <Part title={t('evidence.mpic.perspectives')}>
        <PerspectiveTable primary={primary} perspectives={perspectives} />
      </Part>
      <Part title={t('evidence.mpic.rules')}>
        <RuleVerdicts rules={rules} />
      </Part>
      {said !== null && (
        <Typography variant="body2" color="textSecondary">
          {t('evidence.mpic.said')}:{' '}
          {t(
            said.valid === null
              ? 'evidence.mpic.saidNothing'
              : said.valid
                ? 'evidence.mpic.saidTrue'
                : 'evidence.mpic.saidFalse'
          )}
          . {t('evidence.mpic.saidNote')}
        </Typography>
      )}
      {exchangeId !== null && props.withoutExchange !== true && (
        <Box>
          <Button
            variant="outlined"
            size="small"
            onClick={() => {
              setShown(true)
            }}
          >
            {t('evidence.mpic.exchange')}
          </Button>
        </Box>
      )}
      {shown && exchangeId !== null && (
        <ExchangeDialog
          id={exchangeId}
          onClose={() => {
            setShown(false)
          }}
        />
      )}
    </Box>
  )
}
