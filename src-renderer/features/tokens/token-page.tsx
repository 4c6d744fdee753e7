import Alert from '@mui/material/Alert'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { TokenView } from '../../../src-shared/model/token.ts'
import { useRead } from '../../live.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TermHint } from '../../ui/display/term-hint.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { tokenSentence, tokenTitle } from '../../ui/tokens/token-words.ts'
import { GenerateDialog } from './generate-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { KeyUsers } from './key-users.tsx'
import { KeysSection } from './keys-section.tsx'
import { PinSection } from './pin-section.tsx'
import { useTokenActions, type TokenDialog } from './use-token-actions.tsx'

/** One token: how it stands, its keys, its PIN. */
export function TokenPage(): ReactElement {
  const { t } = useTranslation('tokens')
  const [params] = useSearchParams()
  const read = useRead('token.list', {})
  const token = read.data?.tokens.find(({ address }) => address === params.get('token'))
  if (token !== undefined) return <LoadedPage key={token.address} token={token} />
  return (
    <Page title={t('token.facts')}>
      {read.data !== undefined ? (
        <Alert severity="info" variant="outlined">
          {t('token.missing')}
        </Alert>
      ) : read.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function LoadedPage({ token }: { readonly token: TokenView }): ReactElement {
  const { t: tUi } = useTranslation('ui')
  const [dialog, setDialog] = useState<TokenDialog | null>(null)
  const { main, rest, error, dialogs } = useTokenActions(token, setDialog)
  const close = (): void => {
    setDialog(null)
  }
  return (
    <Page
      title={tokenTitle(tUi, token)}
      aside={<StateChip kind="token" state={token.waiting ? 'waiting' : token.state} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      <StateAlert token={token} />
      <ErrorView error={error} />
      <KeysSection token={token} />
      <Facts token={token} />
      <PinSection token={token} />
      {dialogs}
      {dialog === 'generate' && <GenerateDialog token={token} onClose={close} />}
      {dialog === 'import' && <ImportDialog token={token} onClose={close} />}
    </Page>
  )
}

function StateAlert({ token }: { readonly token: TokenView }): ReactElement | null {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const { state, hardware, queued, pinPad } = token
  const lines = [
    ...(state === 'unlocked' ? [] : [tokenSentence(tUi, token)]),
    ...(queued > 0 ? [t('token.queued', { count: queued })] : []),
    ...(pinPad ? [t('token.pinPad')] : []),
    ...(state !== 'absent' && !hardware ? [t('token.software')] : [])
  ]
  if (lines.length === 0) return null
  const grave = state === 'blocked' || state === 'factory-credentials'
  return (
    <Alert severity={grave ? 'error' : state === 'unlocked' ? 'info' : 'warning'} variant="outlined">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  )
}

function Facts({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('tokens')
  const { label, serial, manufacturer, model, firmware, module, slot, address, algorithms, authorities, services } =
    token
  return (
    <Section title={t('token.facts')}>
      <DefinitionList
        termWidth={180}
        items={[
          { term: t('token.label'), value: label },
          { term: t('token.serial'), value: serial === '' ? null : <Mono value={serial} grouped={false} /> },
          { term: t('token.maker'), value: [manufacturer, model].filter((part) => part !== '').join(', ') },
          { term: t('token.firmware'), value: firmware },
          { term: t('token.makes'), value: algorithms.length === 0 ? t('token.makesNone') : algorithms.join(', ') },
          { term: t('column.authorities'), value: <KeyUsers authorities={authorities} services={services} /> },
          { term: t('column.module'), value: module === null ? null : <Mono value={module} grouped={false} /> },
          { term: t('token.slot'), value: slot },
          {
            term: <TermHint hint={t('token.addressHint')}>{t('token.address')}</TermHint>,
            value: <Mono value={address} grouped={false} />
          }
        ]}
      />
    </Section>
  )
}
