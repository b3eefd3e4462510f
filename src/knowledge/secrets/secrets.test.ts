import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretField } from './fields.ts';
import { isSecretHeader } from './headers.ts';
import { isSecretName, nameWords } from './names.ts';
import { findShapes, looksSecret, type ShapeKind } from './shapes.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJlLW9mLXRlc3Q';

describe('names', () => {
  it.each([
    'password',
    'Password',
    'PASSWORD',
    'passWord',
    'user_password',
    'userPassword',
    'pwd',
    'old-pwd',
    'passwd',
    'token',
    'access_token',
    'accessToken',
    'accesstoken',
    'ACCESS_TOKEN',
    'tokens',
    'apiKey',
    'api_key',
    'APIKey',
    'apikey',
    'X-Api-Key',
    'key',
    'Key',
    'sharedKey',
    'subscription-key',
    'sessionId',
    'SESSIONID',
    'sid',
    'ASP.NET_SessionId',
    'auth',
    'oauth2',
    'sig',
    'signature',
    'code',
    'state',
    'nonce',
    'email',
    'eMail',
    'user',
    'username',
    'userName',
    'login',
    'account',
    '%70assword',
    'form[password]',
    'a.b.secret',
    'clientsecret',
    'client_secret',
    'csrfToken',
    '__RequestVerificationToken',
    'SAMLResponse',
    'iban',
    'pin',
    'otp',
    'credentials',
    'authCode',
  ])('%s is secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'author',
    'authors',
    'tokenizer',
    'keyboard',
    'monkey',
    'passage',
    'statement',
    'encode',
    'decode',
    'sortKey',
    'sort_key',
    'keys_only',
    'statusCode',
    'error_code',
    'countryCode',
    'page',
    'id',
    'q',
    'format',
    'encoding',
    'passThrough',
    'compass',
    'pinned',
    'sidebar',
    'signal',
    'design',
    'mailbox',
    'cardinal',
    'userland',
    'codec',
    'estate',
    '',
    '___',
    '%',
    '%zz',
  ])('%j is not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('splits at separators, digits and capitals', () => {
    expect(nameWords('X-APIKeyId_2.fooBar[baz]')).toEqual(['x', 'api', 'key', 'id', 'foo', 'bar', 'baz']);
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (name) => typeof isSecretName(name) === 'boolean'));
  });
});

describe('headers', () => {
  it.each([
    'Authorization',
    'authorization',
    'AUTHORIZATION:',
    'Authorization :',
    'Cookie',
    'Set-Cookie',
    'MS-ASPNETCORE-TOKEN',
    'ms-aspnetcore-clientcert',
    'X-MS-TOKEN-AAD-ACCESS-TOKEN',
    'X-MS-CLIENT-PRINCIPAL-NAME',
    'X-ARR-ClientCert',
    'X-XSRF-TOKEN',
    'From',
    'Sec-WebSocket-Key',
    'HTTP_COOKIE',
    'HTTP_X_FUNCTIONS_KEY',
    'X-Session-Id',
    'X-Custom-Auth',
    'X-Auth-Token',
  ])('%s is secret', (name) => {
    expect(isSecretHeader(name)).toBe(true);
  });

  it.each([
    'Host',
    'User-Agent',
    'Content-Type',
    'Content-Length',
    'Accept-Encoding',
    'X-ARR-LOG-ID',
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'Referer',
    'traceparent',
    'Connection',
    'X-Powered-By',
    'If-None-Match',
    'Keep-Alive',
    'X-Author',
    '',
  ])('%j is not', (name) => {
    expect(isSecretHeader(name)).toBe(false);
  });
});

describe('shapes', () => {
  it.each<[string, ShapeKind, string]>([
    [`x=${JWT}&y`, 'jwt', JWT],
    ['Bearer abcdefgh12345678', 'credential', 'abcdefgh12345678'],
    ['Basic dXNlcjpwYXNz', 'credential', 'dXNlcjpwYXNz'],
    ['Server=db;User Id=app;Password=p@ss w0rd;Timeout=5', 'connection-secret', 'p@ss w0rd'],
    ['AccountKey=Zm9vYmFy==', 'connection-secret', 'Zm9vYmFy=='],
    ['https://bob:hunter2@host/x', 'userinfo', 'bob:hunter2'],
    ['card 4111 1111 1111 1111 ok', 'card', '4111 1111 1111 1111'],
    [
      '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
      'pem',
      '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
    ],
    ['9f86d081884c7d659a2feaa0c55ad015', 'blob', '9f86d081884c7d659a2feaa0c55ad015'],
    ['q7Zk1mP9xT4vB2nL8sR6wY3cF5hJ0dGaQe==', 'blob', 'q7Zk1mP9xT4vB2nL8sR6wY3cF5hJ0dGaQe=='],
    ['mail anna.berg@contoso.com now', 'email', 'anna.berg@contoso.com'],
    ['from 203.0.113.7:51544', 'ipv4', '203.0.113.7'],
    ['http://10.0.0.4/x', 'ipv4', '10.0.0.4'],
    ['2001:db8::7334', 'ipv6', '2001:db8::7334'],
    ['fe80::1%3', 'ipv6', 'fe80::1%3'],
    ['user CONTOSO\\anna logged on', 'account', 'CONTOSO\\anna'],
    ['C:\\Users\\anna\\app.dll', 'profile-path', 'anna'],
  ])('%j holds %s', (value, kind, text) => {
    expect(findShapes(value)).toContainEqual(expect.objectContaining({ kind, text }));
  });

  it.each([
    '',
    'hello world',
    '2147954402',
    'MODULE_SET_RESPONSE_ERROR_STATUS_AND_MORE_WORDS',
    '/api/reports/quarterly/2026/contoso/summary/by-month',
    '80000413-0000-e800-b63f-84710c7967bb',
    '{80000413-0000-E800-B63F-84710C7967BB}',
    '1773325297204',
    'Microsoft.AspNetCore.Hosting.GenericWebHostService',
    '00000000000000000000000000000000',
    'Windows-Server-2019-Datacenter-Edition-Preview',
    'Negotiate',
    'Basic',
    'NTLM',
    'text/html; charset=utf-8',
    '14:21:37',
    'ERROR_WINHTTP_CONNECTION_ERROR_OR_SOMETHING',
  ])('%j gives access to nothing', (value) => {
    expect(looksSecret(value)).toBe(false);
  });

  it.each([
    'version 4.0.30319',
    'v10.0.19041.1',
    'Microsoft-IIS/10.0',
    'File Version: 18.0.26022.24',
    '300.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '14:21:37',
    'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
    'IIS APPPOOL\\Reports',
  ])('%j names neither person nor machine', (value) => {
    expect(findShapes(value)).toEqual([]);
  });

  it('gives offsets that are true', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(JWT, 'Pwd=abc;', 'a@b.cd', '10.1.2.3', 'x://u:p@h'),
        fc.string(),
        (before, middle, after) => {
          const value = `${before} ${middle} ${after}`;
          for (const match of findShapes(value)) expect(value.slice(match.from, match.to)).toBe(match.text);
        },
      ),
    );
  });

  it('gets through long text made to be slow', () => {
    for (const piece of [
      'a',
      '1',
      ':',
      'a@',
      'eyJ.',
      '1.',
      '\\a',
      '=',
      'A1-',
      '-----BEGIN A',
      'Basic ',
      'Pwd=',
      '://a:',
    ]) {
      expect(findShapes(piece.repeat(100_000 / piece.length)).length).toBeLessThan(100_000);
    }
  });
});

describe('fields', () => {
  it('masks bodies, header blocks and values of secret headers', () => {
    expect(isSecretField('GENERAL_REQUEST_ENTITY', 'Buffer')).toBe(true);
    expect(isSecretField('GENERAL_REQUEST_HEADERS', 'Headers')).toBe(true);
    expect(isSecretField('GENERAL_SET_REQUEST_HEADER', 'HeaderValue', 'MS-ASPNETCORE-TOKEN')).toBe(true);
    expect(isSecretField('GENERAL_SET_REQUEST_HEADER', 'HeaderValue')).toBe(true);
    expect(isSecretField('FILTER_SET_REQ_HEADER', 'HeaderValue', 'Cookie:')).toBe(true);
  });

  it('leaves diagnostic facts', () => {
    expect(isSecretField('GENERAL_SET_REQUEST_HEADER', 'HeaderValue', 'Connection')).toBe(false);
    for (const field of [
      'ErrorCode',
      'ModuleName',
      'TokenImpersonationLevel',
      'AuthType',
      'HttpStatus',
      'HeaderName',
      'ConfigExceptionInfo',
    ]) {
      expect(isSecretField('ANY_EVENT', field)).toBe(false);
    }
  });
});
