// The process of s3rver for tests. It gets the name of the bucket and a folder, and says its port.
import S3rver from 's3rver'

// s3rver ends when a client goes away in the middle of an object. No real store does.
process.on('uncaughtException', ({ code }) => {
  if (!['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code)) process.exit(1)
})

const [bucket, directory] = process.argv.slice(2)
const { port } = await new S3rver({
  ...{ port: 0, address: '127.0.0.1', silent: true, directory },
  configureBuckets: [{ name: bucket }],
}).run()
process.send(port)
