import Usb from '@mui/icons-material/UsbOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { TopBarPanel } from '../shell/top-bar-panel.tsx'
import { tokenName, tokenSentence, wantsPin } from './token-words.ts'
import { useSecretCommand } from './use-secret-command.tsx'

/** How the tokens stand, in the top bar: nothing where none was ever seen; a mark where one that is needed cannot sign. */
export function TokenLight(): ReactElement | null {
  const { t } = useTranslation('ui')
  const mayRead = useMay('token.read')
  const read = useRead('token.list', {}, { enabled: mayRead })
  // An empty place is not worth a word up here.
  const tokens = (read.data?.tokens ?? []).filter(({ state }) => state !== 'uninitialised')
  if (!mayRead || tokens.length === 0) return null
  const ready = tokens.filter(({ state }) => state === 'unlocked').length
  const needed = tokens.filter(({ state, authorities }) => state !== 'unlocked' && authorities.length > 0).length
  const states = [
    ...(ready > 0 ? [t('tokens.count.ready', { count: ready })] : []),
    ...(tokens.length > ready ? [t('tokens.count.waiting', { count: tokens.length - ready })] : [])
  ].join(', ')
  const label = t('tokens.light', { states })
  return (
    <TopBarPanel
      icon={Usb}
      label={label}
      count={needed}
      color="warning"
      title={t('tokens.title')}
      heading={t('tokens.tabs.tokens')}
      width={400}
    >
      {(close) => (
        <>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 4 }}>
            {tokens.map((token) => (
              <Line key={token.address} token={token} />
            ))}
          </Box>
          <Typography sx={{ pt: 3 }}>
            <Link component={RouterLink} to="/tokens" onClick={close}>
              {t('tokens.all')}
            </Link>
          </Typography>
        </>
      )}
    </TopBarPanel>
  )
}

function Line({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('ui')
  const mayUse = useMay('token.use')
  const { run, isPending, error, dialog } = useSecretCommand('token.unlock')
  return (
    <Box component="li" sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', width: '100%', flexWrap: 'wrap' }}>
        <Typography sx={{ fontWeight: 600, flex: 1, overflowWrap: 'anywhere' }}>{tokenName(t, token)}</Typography>
        <StateChip kind="token" state={token.waiting ? 'waiting' : token.state} />
      </Box>
      <Typography variant="body2" color="textSecondary">
        {tokenSentence(t, token)}
      </Typography>
      {mayUse && wantsPin(token) && (
        <Button
          size="small"
          variant="outlined"
          loading={isPending}
          onClick={() => {
            run({ input: { token: token.address, keep: 'session' } })
          }}
        >
          {t('tokens.unlock')}
        </Button>
      )}
      <ErrorView error={error} />
      {dialog}
    </Box>
  )
}
