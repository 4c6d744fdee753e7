import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../src-shared/assert-never.ts'
import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import type { LintReport } from '../../../src-shared/model/lint.ts'
import { monospace } from '../../theme/tokens.ts'
import { Asn1View } from '../../ui/certificate/asn1-view.tsx'
import { CsrOverview } from '../../ui/certificate/csr-overview.tsx'
import { DecodedOverview } from '../../ui/certificate/decoded-overview.tsx'
import { ExtensionList } from '../../ui/certificate/extension-list.tsx'
import { LintFindings } from '../../ui/certificate/lint-findings.tsx'
import { CopyButton, Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { saveText } from '../../ui/files/save-file.ts'
import { Section } from '../../ui/layout/section.tsx'
import { MessageOverview } from './message-overview.tsx'
import { CrlOverview, KeyOverview } from './overviews.tsx'
import { fileNameOf, type ViewerTab } from './viewed-tabs.ts'

/** What one tab shows. */
export function TabContent(props: { readonly tab: ViewerTab; readonly object: ViewedObject }): ReactElement | null {
  const { t } = useTranslation('viewer')
  const { tab, object } = props
  switch (tab) {
    case 'overview':
      return <Overview object={object} />
    case 'extensions': {
      const list =
        object.certificate?.extensions ?? object.crl?.extensions.map((one) => ({ ...one, hex: '', help: null })) ?? []
      return list.length === 0 ? (
        <Typography color="text.secondary">{t('noExtensions')}</Typography>
      ) : (
        <ExtensionList extensions={list} />
      )
    }
    case 'entries':
      return <Entries entries={object.crl?.entries ?? []} total={object.crl?.entryCount ?? 0} />
    case 'lint':
      return object.lint === undefined ? null : <Lint report={object.lint} />
    case 'asn1':
      return object.asn1 === null || object.base64 === null ? null : (
        <Asn1View root={object.asn1} base64={object.base64} />
      )
    case 'pem':
      return <TextForm name="PEM" text={object.pem ?? ''} fileName={fileNameOf(object, 'pem')} />
    case 'OpenSSH':
    case 'JWK': {
      const text = object.forms?.find(({ name }) => name === tab)?.text ?? ''
      return <TextForm name={tab} text={text} fileName={fileNameOf(object, tab === 'JWK' ? 'json' : 'pub')} />
    }
    default:
      return assertNever(tab)
  }
}

function Overview({ object }: { readonly object: ViewedObject }): ReactElement | null {
  if (object.certificate !== undefined) return <DecodedOverview certificate={object.certificate} />
  if (object.csr !== undefined) return <CsrOverview csr={object.csr} />
  if (object.crl !== undefined) return <CrlOverview crl={object.crl} />
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      {object.key !== undefined && <KeyOverview of={object.key} />}
      <MessageOverview object={object} />
    </Box>
  )
}

/** One way to write the object as text, to copy or to save. */
function TextForm(props: { readonly name: string; readonly text: string; readonly fileName: string }): ReactElement {
  const { t } = useTranslation('viewer')
  return (
    <Section
      title={props.name}
      aside={
        <>
          <CopyButton value={props.text} />
          <Button size="small" color="inherit" onClick={() => void saveText(props.fileName, props.text)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Box
        component="pre"
        tabIndex={0}
        sx={{ m: 0, fontFamily: monospace, fontSize: 12, lineHeight: '18px', overflow: 'auto' }}
      >
        {props.text}
      </Box>
    </Section>
  )
}

function Entries(props: {
  readonly entries: NonNullable<ViewedObject['crl']>['entries']
  readonly total: number
}): ReactElement {
  const { t } = useTranslation('viewer')
  if (props.entries.length === 0) return <Typography color="text.secondary">{t('noEntries')}</Typography>
  return (
    <Section
      title={t('entries', { count: props.total })}
      flush
      {...(props.entries.length < props.total ? { lead: t('entriesFirst', { count: props.entries.length }) } : {})}
    >
      <QuietTable
        label={t('entries', { count: props.total })}
        head={[t('entry.serial'), t('entry.revokedAt'), t('entry.reason')]}
        rows={props.entries.map(({ serial, revokedAt, reason }) => ({
          key: serial,
          cells: [<Mono key="serial" value={serial} />, <TimeText key="at" at={revokedAt} />, reason]
        }))}
      />
    </Section>
  )
}

/** What the rules say of a certificate as it lies there; nothing about it is promised by showing it. */
function Lint({ report }: { readonly report: LintReport }): ReactElement {
  const { t } = useTranslation('viewer')
  const failed = report.findings.some(({ severity }) => severity === 'error')
  return (
    <Section
      title={t('tab.lint')}
      lead={t('lintLead', { count: report.rulesRun })}
      aside={
        <StateChip
          kind="check"
          state={failed ? 'failed' : 'verified'}
          label={t(failed ? 'lintBroken' : 'lintPassed')}
        />
      }
    >
      {report.findings.length === 0 ? t('lintClean') : <LintFindings findings={report.findings} />}
    </Section>
  )
}
