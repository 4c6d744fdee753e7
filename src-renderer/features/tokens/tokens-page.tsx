import Refresh from '@mui/icons-material/Refresh'
import Extension from '@mui/icons-material/ExtensionOutlined'
import Usb from '@mui/icons-material/UsbOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useNavigate } from 'react-router'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { KeysTabs } from '../../ui/tokens/keys-tabs.tsx'
import { tokenSentence, tokenTitle } from '../../ui/tokens/token-words.ts'
import { KeyUsers } from './key-users.tsx'
import { UnlockButton } from './unlock-button.tsx'

/** Every token, plugged in or needed, and how it stands now. */
export function TokensPage(): ReactElement {
  const { t } = useTranslation('tokens')
  const read = useRead('token.list', {})
  const { mutate: look, isPending } = useCommand('token.list')
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'token.look',
        label: t('lookAgain'),
        icon: Refresh,
        blocked: isPending ? t('lookAgain') : undefined,
        run: () => {
          look({ fresh: true })
        }
      }
    ],
    [t, look, isPending]
  )
  useActions(actions)
  return (
    <Page title={t('ui:tokens.title')} lead={t('lead')} actions={actions}>
      <KeysTabs here="tokens" />
      <Box role="tabpanel" aria-labelledby="tab-tokens" sx={{ display: 'grid', gap: 4 }}>
        {read.data === undefined ? (
          read.error === null ? (
            <Skeleton variant="rounded" height={200} />
          ) : (
            <ErrorView error={read.error} onRetry={() => void read.refetch()} />
          )
        ) : (
          <>
            {read.data.modules.map(({ path, label, problem }) =>
              problem === null ? null : (
                <Alert key={path} severity="warning" variant="outlined">
                  <Typography sx={{ fontWeight: 600 }}>{label}</Typography>
                  <Typography variant="body2" lang="en">
                    {problem}
                  </Typography>
                </Alert>
              )
            )}
            <TokenTable tokens={read.data.tokens} hasModules={read.data.modules.length > 0} />
          </>
        )}
      </Box>
    </Page>
  )
}

function TokenTable(props: { readonly tokens: readonly TokenView[]; readonly hasModules: boolean }): ReactElement {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const navigate = useNavigate()
  const { tokens, hasModules } = props
  if (tokens.length === 0 && !hasModules)
    return (
      <EmptyState
        icon={Extension}
        title={t('empty.modules')}
        text={t('empty.modulesText')}
        action={{
          id: 'token.choose-module',
          label: t('empty.modulesAction'),
          run: () => void navigate('/tokens/modules')
        }}
      />
    )
  if (tokens.length === 0) return <EmptyState icon={Usb} title={t('empty.tokens')} text={t('empty.tokensText')} />
  return (
    <Section title={tUi('tokens.tabs.tokens')} flush>
      <QuietTable
        label={tUi('tokens.tabs.tokens')}
        head={[t('column.token'), t('column.state'), t('column.keys'), t('column.authorities'), '']}
        rows={tokens.map((token) => ({
          key: token.address,
          cells: [
            <Box key="token" sx={{ minWidth: 120 }}>
              <Link
                component={RouterLink}
                to={`/tokens/one?token=${encodeURIComponent(token.address)}`}
                sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}
              >
                {tokenTitle(tUi, token)}
              </Link>
              <Typography variant="caption" color="textSecondary" component="div" sx={{ overflowWrap: 'anywhere' }}>
                {[token.serial, token.model].filter((part) => part !== '').join(' · ')}
              </Typography>
            </Box>,
            <Box key="state" sx={{ display: 'grid', gap: 1, justifyItems: 'start', maxWidth: 300 }}>
              <StateChip kind="token" state={token.waiting ? 'waiting' : token.state} />
              <Typography variant="caption" color="textSecondary">
                {tokenSentence(tUi, token)}
              </Typography>
            </Box>,
            <KeyCount key="keys" token={token} />,
            <KeyUsers key="users" authorities={token.authorities} services={token.services} />,
            <UnlockButton key="unlock" token={token} />
          ]
        }))}
      />
    </Section>
  )
}

function KeyCount({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('tokens')
  const open = token.state === 'unlocked'
  const read = useRead('token.keys', { token: token.address }, { enabled: useMay('token.use') && open })
  return (
    <Typography variant="body2" color={open ? 'textPrimary' : 'textSecondary'}>
      {open ? (read.data?.keys.length ?? '–') : t('hiddenKeys')}
    </Typography>
  )
}
