import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { tokenName, tokenSentence } from '../../ui/tokens/token-words.ts'

/** Tokens that hold the key of an authority and cannot sign now. */
export function TokenNotices(): ReactElement {
  const { t } = useTranslation('dashboard')
  const { t: tUi } = useTranslation('ui')
  const read = useRead('token.list', {}, { enabled: useMay('token.read') })
  const needed = (read.data?.tokens ?? []).filter(
    ({ state, authorities }) => state !== 'unlocked' && authorities.length > 0
  )
  return (
    <>
      {needed.map((token) => (
        <Alert
          key={token.address}
          severity="warning"
          variant="outlined"
          sx={{ '& .MuiAlert-message': { flex: 1 } }}
          action={
            <Button
              component={RouterLink}
              to={`/tokens/one?token=${encodeURIComponent(token.address)}`}
              size="small"
              color="inherit"
            >
              {t('tokenNotice')}
            </Button>
          }
        >
          <AlertTitle>
            {t('tokenNeeded', { names: token.authorities.join(', '), token: tokenName(tUi, token) })}
          </AlertTitle>
          <Typography variant="body2">{tokenSentence(tUi, token)}</Typography>
        </Alert>
      ))}
    </>
  )
}
