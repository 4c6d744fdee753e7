import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, type ReactElement } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { TokenKeyView, TokenView } from '../../../../src-shared/model/token.ts'
import { useRead } from '../../../live.ts'
import { useMay } from '../../../state/session.tsx'
import { ErrorView } from '../../../ui/display/error-view.tsx'
import { StateChip } from '../../../ui/display/state-chip.tsx'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'
import { tokenName, tokenSentence, wantsPin } from '../../../ui/tokens/token-words.ts'
import { useSecretCommand } from '../../../ui/tokens/use-secret-command.tsx'
import type { CreateValues } from './create-values.ts'

function useChosenToken(): { readonly token: TokenView | undefined; readonly tokens: readonly TokenView[] } {
  const chosen = useWatch<CreateValues, 'token'>({ name: 'token' })
  const read = useRead('token.list', {}, { enabled: useMay('token.read') })
  // One that nobody has set up has no place for a key.
  const tokens = (read.data?.tokens ?? []).filter(({ state }) => state !== 'uninitialised')
  return { tokens, token: tokens.find(({ address, serial }) => address === chosen || serial === chosen) }
}

/** @returns the keys of a token that is open; undefined before they are known */
function useKeysOf(token: TokenView | undefined): readonly TokenKeyView[] | undefined {
  const open = token?.state === 'unlocked'
  const read = useRead('token.keys', { token: token?.address ?? '' }, { enabled: useMay('token.use') && open })
  return open ? read.data?.keys : undefined
}

/** @returns algorithms that the chosen token makes; null where no key is to be made on it, or it cannot be yet */
export function useAlgorithmsToMake(): readonly string[] | null {
  const label = useWatch<CreateValues, 'keyLabel'>({ name: 'keyLabel' })
  const { token } = useChosenToken()
  const keys = useKeysOf(token)
  if (token === undefined || keys === undefined || token.algorithms.length === 0) return null
  return keys.some((key) => key.label === label) ? null : token.algorithms
}

/** Which token, how it stands, and which key on it. */
export function TokenKeyFields(): ReactElement {
  const { t } = useTranslation('authorities')
  const { t: tUi } = useTranslation('ui')
  const { setValue } = useFormContext<CreateValues>()
  const { token, tokens } = useChosenToken()
  const address = token?.address
  const chosen = useWatch<CreateValues, 'token'>({ name: 'token' })
  const only = tokens.length === 1 && chosen === '' ? tokens[0]?.address : undefined
  useEffect(() => {
    // A link may name a token by its serial number.
    const better = address !== undefined && address !== chosen ? address : only
    if (better !== undefined) setValue('token', better)
  }, [address, chosen, only, setValue])
  if (tokens.length === 0)
    return (
      <Alert
        severity="info"
        variant="outlined"
        action={
          <Button component={RouterLink} to="/tokens" size="small" color="inherit">
            {t('keyPlace.goTokens')}
          </Button>
        }
      >
        {t('keyPlace.none')}
      </Alert>
    )
  return (
    <>
      <SelectInput
        name="token"
        label={t('keyPlace.which')}
        required
        choices={tokens.map((one) => ({ value: one.address, label: tokenName(tUi, one), hint: one.model }))}
      />
      {token !== undefined && <OneToken key={token.address} token={token} />}
    </>
  )
}

function OneToken({ token }: { readonly token: TokenView }): ReactElement {
  const { t } = useTranslation('authorities')
  const { t: tUi } = useTranslation('ui')
  const unlock = useSecretCommand('token.unlock')
  const keys = useKeysOf(token)
  if (token.state !== 'unlocked')
    return (
      <Alert
        severity={wantsPin(token) ? 'info' : 'warning'}
        variant="outlined"
        icon={false}
        sx={{ '& .MuiAlert-message': { flex: 1 } }}
        action={
          wantsPin(token) ? (
            <Button
              size="small"
              variant="outlined"
              loading={unlock.isPending}
              onClick={() => {
                unlock.run({ input: { token: token.address, keep: 'session' } })
              }}
            >
              {tUi('tokens.unlock')}
            </Button>
          ) : undefined
        }
      >
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <StateChip kind="token" state={token.state} />
          {tokenSentence(tUi, token)} {wantsPin(token) && t('keyPlace.unlockFirst')}
          <ErrorView error={unlock.error} />
          {unlock.dialog}
        </Box>
      </Alert>
    )
  if (keys === undefined) return <StateChip kind="token" state={token.state} />
  return <WhichKey token={token} keys={keys} />
}

function WhichKey(props: { readonly token: TokenView; readonly keys: readonly TokenKeyView[] }): ReactElement {
  const { t } = useTranslation('authorities')
  const { setValue } = useFormContext<CreateValues>()
  const { token, keys } = props
  const label = useWatch<CreateValues, 'keyLabel'>({ name: 'keyLabel' })
  const taken = keys.find((key) => key.label === label)
  const algorithm = taken?.algorithm ?? null
  const isFree = taken === undefined || (taken.authority === null && algorithm !== null)
  useEffect(() => {
    if (algorithm !== null) setValue('key', algorithm)
  }, [algorithm, setValue])
  const makes = token.algorithms
  const key = useWatch<CreateValues, 'key'>({ name: 'key' })
  useEffect(() => {
    // What the token cannot make is not kept.
    if (taken === undefined && makes.length > 0 && !makes.includes(key)) setValue('key', makes[0] ?? '')
  }, [taken, makes, key, setValue])
  useEffect(() => {
    if (!isFree) setValue('keyLabel', '')
  }, [isFree, setValue])
  return (
    <>
      {keys.length > 0 && (
        <CardChoice
          name="keyLabel"
          label={t('keyPlace.source')}
          columns={2}
          cards={[
            {
              value: '',
              label: t('keyPlace.make'),
              hint: t('keyPlace.makeHint'),
              blocked: makes.length === 0 ? t('keyPlace.makesNone') : undefined
            },
            ...keys.map((one) => ({
              value: one.label,
              label: t('keyPlace.take', { label: one.label }),
              hint: one.algorithm ?? '',
              blocked:
                one.authority !== null
                  ? t('keyPlace.taken', { name: one.authority })
                  : one.algorithm === null
                    ? t('keyPlace.foreign')
                    : undefined
            }))
          ]}
        />
      )}
      {keys.length === 0 && makes.length > 0 && (
        <TextInput name="keyLabel" label={t('keyPlace.source')} help={t('keyPlace.makeHint')} />
      )}
      {keys.length === 0 && makes.length === 0 && (
        <Alert severity="warning" variant="outlined">
          {t('keyPlace.makesNone')}
        </Alert>
      )}
    </>
  )
}
