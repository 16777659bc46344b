/* nulls3 - a null S3/SQS/DynamoDB endpoint: it answers, keeps nothing. One thread, epoll.
 * build: gcc -O2 -o nulls3 nulls3.c -lssl -lcrypto
 * usage: nulls3 [-p port] [-d delay_us] [-r copies_a_second] [-t cert.pem -k key.pem] [-s stats_seconds] [-e]
 * -p: 0 takes a free one; "port N" on stdout says which, once it listens. -e: ends when its stdin does.
 * Bucket names carry the data set:  NAME-<keys>-<bytes>   e.g. src-100000-4096, dst-0-4096
 *   ListObjects(V2): <keys> keys  k00000000 .. ; GET/HEAD: <bytes> zero bytes, real MD5 ETag
 *   hex-<keys>-<bytes>: as many keys, 00/000000 .. FF/FFFFFF, even over 256 folders
 *   NAME-ia-<keys>-<bytes>: all of storage class STANDARD_IA; NAME-bare-<keys>-<bytes>: of none, as from a store that has none
 *   new-0-<bytes>: an object is there only once an upload of it was completed
 * Objects above 1 GiB are named as if they had been joined of parts. Uploads in parts are kept account of (uploads.h).
 * /_stats: the counters since it was last asked. "conditional" are copies that name the source's ETag and
 * what they expect at the target; conditions and signatures are not checked. Those that begin with "of_" are about
 * requests that are counted by their kind, too: of parts, those that name the source's ETag, and those that came for
 * the second time; of completions, those that make the whole of an object of the bucket's bytes, and those that say
 * what they expect there; of GETs, those that name the ETag; of copies, those that are told
 * a storage class, and those that are told to leave tags.
 * -d: every S3/SQS/DDB answer is held delay_us (a FIFO), to model the service's latency.
 * -r: of more copies than that, whatever their keys, it answers 503 SlowDown and keeps the connection; a tenth of a
 *   second's worth passes at once. "copy" then counts those that were let through, "slowdown" the others.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <errno.h>
#include <signal.h>
#include <fcntl.h>
#include <time.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#define INCAP 65536
#define ZCAP (1<<20)
static char zeros[ZCAP], sink[ZCAP];
static SSL_CTX *tls;
static uint64_t delay_ns; static double rate;
static int ep;
enum { K_COPY, K_UPC, K_PUT, K_PART, K_GET, K_HEAD, K_LIST, K_CMU, K_CPL, K_DEL, K_SQS, K_DDB, K_OTHER, K_COND, K_SLOW,
    K_LISTP, K_ABORT, K_PPIN, K_PAGAIN, K_WHOLE, K_CPLCOND, K_GETPIN, K_CLASSED, K_UNTAGGED, K_N };
static const char *kn[K_N] = { "copy","uploadpartcopy","put","uploadpart","get","head","list","creatempu","completempu","delete","sqs","ddb","other","conditional","slowdown",
    "listparts","abort","of_parts_pinned","of_parts_again","of_joined_whole","of_joined_conditional","of_gets_pinned","of_copies_classed","of_copies_untagged" };
static uint64_t cnt[K_N], bytes_in, bytes_out, conns;

typedef struct conn {
    int fd; SSL *ssl; int hs; int dead; int refs;
    char *in; int inlen;
    uint64_t drain; int chunked; int have_req;      /* body still to discard */
    char *out; size_t outlen, outoff, outcap;        /* answer head/body */
    uint64_t zleft;                                  /* zero bytes that follow */
    int joins; char *doc; int doclen; uint64_t whole; /* joins: the upload that the body, doc, completes; of so many bytes */
    int wantw; int waiting;                          /* waiting: held in the delay queue */
    uint32_t ev;
} conn;
typedef struct { conn *c; uint64_t due; } dq_t;
static dq_t *dq; static size_t dqh, dqt, dqcap = 1<<17; static int tfd = -1;

static uint64_t now_ns(void){ struct timespec t; clock_gettime(CLOCK_MONOTONIC,&t); return t.tv_sec*1000000000ull+t.tv_nsec; }
static int allowed(void){ /* a token bucket that holds a tenth of a second's worth */
    static double tokens; static uint64_t filled; if(rate<=0) return 1;
    uint64_t t=now_ns(); double most=rate/10<1?1:rate/10; tokens=filled?tokens+(t-filled)*rate/1e9:most; if(tokens>most) tokens=most; filled=t;
    if(tokens<1) return 0;
    tokens-=1; return 1; }
static char datebuf[64]; static time_t datesec;
static const char *date(void){ time_t t=time(0); if(t!=datesec){ struct tm tm; gmtime_r(&t,&tm); strftime(datebuf,sizeof datebuf,"%a, %d %b %Y %H:%M:%S GMT",&tm); datesec=t; } return datebuf; }

static struct { uint64_t size; char md5[33]; } mdc[64]; static int mdn;
static const char *md5of(uint64_t size){
    for(int i=0;i<mdn;i++) if(mdc[i].size==size) return mdc[i].md5;
    if(mdn==64) mdn=0;
    EVP_MD_CTX *m=EVP_MD_CTX_new(); EVP_DigestInit(m,EVP_md5());
    if(size>1ull<<30) EVP_DigestUpdate(m,&size,sizeof size); /* a part that S3 copied itself: nobody can tell */
    else for(uint64_t l=size;l;){ size_t n=l>ZCAP?ZCAP:l; EVP_DigestUpdate(m,zeros,n); l-=n; }
    unsigned char d[16]; unsigned n; EVP_DigestFinal(m,d,&n); EVP_MD_CTX_free(m);
    mdc[mdn].size=size; for(int i=0;i<16;i++) sprintf(mdc[mdn].md5+2*i,"%02x",d[i]);
    return mdc[mdn++].md5;
}
#include "uploads.h"
/* above 1 GiB nobody sends whole what its ETag is held against */
static const char *etagof(uint64_t size){
    static char e[48]; if(size<=1ull<<30) return md5of(size);
    snprintf(e,sizeof e,"%032llx-%llu",(unsigned long long)size*0x9E3779B97F4A7C15ull,(unsigned long long)((size-1)>>28)+1); return e; }
static void need(conn *c,size_t n){ if(c->outlen+n>c->outcap){ c->outcap=(c->outlen+n)*2; c->out=realloc(c->out,c->outcap);} }
static void put(conn *c,const char *s,size_t n){ need(c,n); memcpy(c->out+c->outlen,s,n); c->outlen+=n; }
static uint64_t reqno;
static void head(conn *c,int code,const char *ctype,uint64_t clen,const char *extra){
    need(c,900); reqno++;
    c->outlen+=sprintf(c->out+c->outlen,
      "HTTP/1.1 %d %s\r\nx-amz-id-2: eWe5wAKuNiWzE9kiHCP2Sb0gLHKSXCJGv2cTzdbBlBUI3IkF8kd3zbzwxYX9vDGZRTNVGQxoVkM=\r\n"
      "x-amz-request-id: %016llX\r\nx-amzn-RequestId: %016llX\r\nDate: %s\r\n%s%s%s%s"
      "Server: AmazonS3\r\nContent-Length: %llu\r\n\r\n",
      code, code==200?"OK":code==204?"No Content":code==206?"Partial Content":code==404?"Not Found":code==503?"Slow Down":"Error",
      (unsigned long long)reqno,(unsigned long long)reqno,date(), ctype?"Content-Type: ":"",ctype?ctype:"",ctype?"\r\n":"", extra?extra:"", (unsigned long long)clen);
}
static void body(conn *c,const char *ctype,const char *s,const char *extra){ size_t n=strlen(s); head(c,200,ctype,n,extra); put(c,s,n); }

/* value of a header inside [h,e): returns pointer and length */
static const char *hdr(const char *h,const char *e,const char *name,int *len){
    size_t nl=strlen(name);
    for(const char *p=h;p<e;){
        const char *q=memchr(p,'\n',e-p); if(!q) q=e;
        if((size_t)(q-p)>nl && p[nl]==':' && !strncasecmp(p,name,nl)){
            const char *v=p+nl+1; while(v<q&&*v==' ')v++; const char *z=q; while(z>v&&(z[-1]=='\r'||z[-1]=='\n'||z[-1]==' '))z--;
            *len=z-v; return v; }
        p=q+1;
    }
    return 0;
}
static const char *query(const char *q,const char *name,int *len){ /* q: NUL-terminated query string */
    size_t nl=strlen(name);
    for(const char *p=q;p&&*p;){
        const char *n=strchr(p,'&'); size_t l=n?(size_t)(n-p):strlen(p);
        if(l>=nl && !memcmp(p,name,nl) && (l==nl||p[nl]=='=')){ if(l==nl){*len=0;return p+nl;} *len=l-nl-1; return p+nl+1; }
        p=n?n+1:0;
    }
    return 0;
}
/* keys: nine characters, in byte order by their number */
#define KEYLEN 9
typedef struct { uint64_t n, step; int hex; } keys;
static keys keysof(const char *bucket,uint64_t n){ keys k={n,n?(1ull<<32)/n:0,!strncmp(bucket,"hex-",4)}; return k; }
static void keyname(char *o,keys *k,uint64_t i){
    if(k->hex){ static const char H[]="0123456789ABCDEF"; uint64_t x=i*k->step; for(int j=8;j>=0;j--){ if(j==2){ o[j]='/'; continue; } o[j]=H[x&15]; x>>=4; } }
    else { for(int j=8;j>=1;j--){ o[j]='0'+i%10; i/=10; } o[0]='k'; } }
/* how many keys sort before s; with_equal: or are s; with_prefix: or begin with it */
enum { BEFORE, WITH_EQUAL, WITH_PREFIX };
static uint64_t before(keys *k,const char *s,int sl,int with){
    uint64_t lo=0,hi=k->n; char key[KEYLEN];
    while(lo<hi){ uint64_t m=(lo+hi)/2; keyname(key,k,m);
        int c=memcmp(key,s,sl<KEYLEN?sl:KEYLEN); int in;
        if(c) in=c<0; else if(with==WITH_PREFIX) in=1; else in=KEYLEN<sl||(KEYLEN==sl&&with==WITH_EQUAL);
        if(in) lo=m+1; else hi=m; }
    return lo; }
static int decoded(const char *v,int l,char *o,int cap){ /* percent-encoded query value */
    int n=0; for(int i=0;i<l&&n<cap;i++){ if(v[i]=='%'&&i+2<l){ char t[3]={v[i+1],v[i+2],0}; o[n++]=strtol(t,0,16); i+=2; } else o[n++]=v[i]; } return n; }
static void list(conn *c,const char *bucket,uint64_t nkeys,uint64_t size,const char *q){
    int l; const char *v; int v2=0; uint64_t lo=0, hi=nkeys; int maxk=1000; keys k=keysof(bucket,nkeys); char s[1100];
    if((v=query(q,"list-type",&l))&&l==1&&*v=='2') v2=1;
    if((v=query(q,"max-keys",&l))&&l) { maxk=atoi(v); if(maxk<0||maxk>1000) maxk=1000; }
    char pfx[64]="";
    if((v=query(q,"prefix",&l))&&l){ l=decoded(v,l,s,sizeof s); lo=before(&k,s,l,BEFORE); hi=l>KEYLEN?lo:before(&k,s,l,WITH_PREFIX);
        if(l>60)l=60; for(int i=0;i<l;i++) pfx[i]=s[i]=='<'||s[i]=='&'?'?':s[i]; pfx[l]=0; }
    if(((v=query(q,"continuation-token",&l))&&l)||((v=query(q,"start-after",&l))&&l)||((v=query(q,"marker",&l))&&l)){
        l=decoded(v,l,s,sizeof s); uint64_t a=before(&k,s,l,WITH_EQUAL); if(a>lo) lo=a; if(lo>hi) lo=hi; }
    char last[KEYLEN+1]="";
    uint64_t end=lo+maxk; int trunc=end<hi; if(end>hi) end=hi; if(end>lo) keyname(last,&k,end-1);
    int enc=query(q,"encoding-type",&l)!=0;
    char e[512]; int el=sprintf(e,"<Contents><Key>k00000000</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;%s&quot;</ETag><Size>%llu</Size>%s</Contents>",etagof(size),(unsigned long long)size,
        strstr(bucket,"-bare-")?"":strstr(bucket,"-ia-")?"<StorageClass>STANDARD_IA</StorageClass>":"<StorageClass>STANDARD</StorageClass>");
    size_t cap=2000+(end-lo)*el; char *b=malloc(cap); size_t n=0;
    n+=sprintf(b+n,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>%s</Name><Prefix>%s</Prefix><MaxKeys>%d</MaxKeys>%s<IsTruncated>%s</IsTruncated>",bucket,pfx,maxk,enc?"<EncodingType>url</EncodingType>":"",trunc?"true":"false");
    if(v2){ n+=sprintf(b+n,"<KeyCount>%llu</KeyCount>",(unsigned long long)(end-lo)); if(trunc) n+=sprintf(b+n,"<NextContinuationToken>%s</NextContinuationToken>",last); }
    else { n+=sprintf(b+n,"<Marker></Marker>"); if(trunc) n+=sprintf(b+n,"<NextMarker>%s</NextMarker>",last); }
    for(uint64_t i=lo;i<end;i++){ memcpy(b+n,e,el); keyname(b+n+15,&k,i); n+=el; } /* behind <Contents><Key> */
    n+=sprintf(b+n,"</ListBucketResult>");
    head(c,200,"application/xml",n,0); put(c,b,n); free(b);
}
static void ds(const char *bucket,uint64_t *n,uint64_t *sz){ /* NAME-<keys>-<bytes> */
    *n=0; *sz=0; const char *e=strrchr(bucket,'-'); if(!e) return; *sz=strtoull(e+1,0,10);
    const char *p=e; while(p>bucket&&p[-1]!='-')p--; if(p>bucket) *n=strtoull(p,0,10); }

#define XML "application/xml"
static const char COPYX[]="<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CopyObjectResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;%s&quot;</ETag></CopyObjectResult>";
static const char SLOWDOWN[]="<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message><RequestId>5HQ9QMZ8F0S7XW3E</RequestId><HostId>eWe5wAKuNiWzE9kiHCP2Sb0gLHKSXCJGv2cTzdbBlBUI3IkF8kd3zbzwxYX9vDGZRTNVGQxoVkM=</HostId></Error>";
#include "parts.h"
extern char *SQS_SEND,*SQS_RECV,*SQS_DEL;
static void answer(conn *c,char *method,char *target,const char *h,const char *e){
    char tmp[2048], ex[512]; int l; const char *v;
    char *q=strchr(target,'?'); if(q) *q++=0; else q="";
    char *bucket=target+1; char *key=strchr(bucket,'/'); if(key) *key++=0; else key="";
    c->zleft=0;
    if((v=hdr(h,e,"x-amz-target",&l))){
        if(!strncmp(v,"AmazonSQS.",10)){ cnt[K_SQS]++; v+=10;
            if(!strncmp(v,"SendMessageBatch",16)) body(c,"application/x-amz-json-1.0",SQS_SEND,0);
            else if(!strncmp(v,"ReceiveMessage",14)) body(c,"application/x-amz-json-1.0",SQS_RECV,0);
            else if(!strncmp(v,"DeleteMessageBatch",18)||!strncmp(v,"ChangeMessageVisibilityBatch",28)) body(c,"application/x-amz-json-1.0",SQS_DEL,0);
            else body(c,"application/x-amz-json-1.0","{}",0);
        } else { cnt[K_DDB]++; v=memchr(v,'.',l); v=v?v+1:"";
            if(!strncmp(v,"BatchWriteItem",14)) body(c,"application/x-amz-json-1.0","{\"UnprocessedItems\":{}}","x-amz-crc32: 4185382651\r\n");
            else body(c,"application/x-amz-json-1.0","{}","x-amz-crc32: 2745614147\r\n");
        }
        return;
    }
    if(!*bucket){ cnt[K_OTHER]++; body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListAllMyBucketsResult><Owner><ID>o</ID></Owner><Buckets></Buckets></ListAllMyBucketsResult>",0); return; }
    if(!strcmp(bucket,"_stats")||!strcmp(bucket,"_reset")){ /* counters so far, then zero */
        struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t);
        int k=sprintf(tmp,"{\"cpu_s\":%.3f,\"conns\":%llu,\"bytes_in\":%llu,\"bytes_out\":%llu",t.tv_sec+t.tv_nsec/1e9,(unsigned long long)conns,(unsigned long long)bytes_in,(unsigned long long)bytes_out);
        for(int i=0;i<K_N;i++) if(cnt[i]) k+=sprintf(tmp+k,",\"%s\":%llu",kn[i],(unsigned long long)cnt[i]);
        sprintf(tmp+k,"}\n"); memset(cnt,0,sizeof cnt); conns=bytes_in=bytes_out=0; body(c,"application/json",tmp,0); return; }
    if(*bucket=='_'){ cnt[K_OTHER]++; head(c,404,0,0,0); return; } /* no bucket begins so: a server of another kind is asked for */
    uint64_t n,sz; ds(bucket,&n,&sz);
    if(!*key){
        if(!strcmp(method,"GET")){
            if(query(q,"location",&l)){ cnt[K_OTHER]++; body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",0); return; }
            if(query(q,"versioning",&l)){ cnt[K_OTHER]++; body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",0); return; }
            if(query(q,"uploads",&l)){ cnt[K_OTHER]++; body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListMultipartUploadsResult/>",0); return; }
            cnt[K_LIST]++; list(c,bucket,n,sz,q); return; }
        cnt[K_OTHER]++;
        if(!strcmp(method,"POST")){ body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",0); return; }
        head(c,200,0,0,"x-amz-bucket-region: us-east-1\r\n"); return;
    }
    if(!strcmp(method,"PUT")){
        int part=query(q,"partNumber",&l)!=0;
        if(query(q,"acl",&l)||query(q,"tagging",&l)){ cnt[K_OTHER]++; head(c,200,0,0,0); return; }
        if(part){ put_part(c,bucket,key,q,h,e); return; }
        if((v=hdr(h,e,"x-amz-copy-source",&l))){
            if(!allowed()){ cnt[K_SLOW]++; head(c,503,XML,sizeof SLOWDOWN-1,0); put(c,SLOWDOWN,sizeof SLOWDOWN-1); return; }
            cnt[K_COPY]++;
            if(hdr(h,e,"x-amz-copy-source-if-match",&l)&&(hdr(h,e,"if-none-match",&l)||hdr(h,e,"if-match",&l))) cnt[K_COND]++;
            if(hdr(h,e,"x-amz-storage-class",&l)) cnt[K_CLASSED]++;
            if(hdr(h,e,"x-amz-tagging-directive",&l)) cnt[K_UNTAGGED]++;
            snprintf(tmp,sizeof tmp,COPYX,etagof(sz)); body(c,XML,tmp,0); return; }
        cnt[K_PUT]++;
        snprintf(ex,sizeof ex,"ETag: \"%s\"\r\n",etagof(sent(h,e))); head(c,200,0,0,ex); return;
    }
    if(!strcmp(method,"HEAD")||!strcmp(method,"GET")){
        int hd=*method=='H'; 
        if(!hd && query(q,"tagging",&l)){ cnt[K_OTHER]++; body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Tagging><TagSet></TagSet></Tagging>",0); return; }
        if(!hd && query(q,"acl",&l)){ cnt[K_OTHER]++; body(c,XML,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AccessControlPolicy><Owner><ID>o</ID></Owner><AccessControlList/></AccessControlPolicy>",0); return; }
        if(!hd && (v=query(q,"uploadId",&l))){ list_parts(c,bucket,key,q,upload_of(bucket,key,v,l)); return; }
        cnt[hd?K_HEAD:K_GET]++; if(!hd&&hdr(h,e,"if-match",&l)) cnt[K_GETPIN]++;
        const char *etag=etagof(sz);
        if(!strncmp(bucket,"new-",4)){ upload *u=upload_joined(bucket,key); if(!u){ head(c,404,XML,0,0); return; } sz=u->bytes; etag=u->etag; }
        if(hd && n==0 && hdr(h,e,"x-null-404",&l)) { head(c,404,XML,0,0); return; }
        uint64_t a=0,b=sz?sz-1:0; int rng=0;
        if((v=hdr(h,e,"range",&l))&&l>6&&sz){ char t[64]; if(l>63)l=63; memcpy(t,v,l); t[l]=0; char *d; a=strtoull(t+6,&d,10); if(*d=='-'&&d[1]) b=strtoull(d+1,0,10); if(b>=sz)b=sz-1; if(a>b)a=b; rng=1; }
        uint64_t len=sz?b-a+1:0;
        int k=snprintf(ex,sizeof ex,"Last-Modified: Fri, 02 Jan 2026 03:04:05 GMT\r\nETag: \"%s\"\r\nAccept-Ranges: bytes\r\n%s",etag,strstr(bucket,"-ia-")?"x-amz-storage-class: STANDARD_IA\r\n":"");
        if(rng) snprintf(ex+k,sizeof ex-k,"Content-Range: bytes %llu-%llu/%llu\r\n",(unsigned long long)a,(unsigned long long)b,(unsigned long long)sz);
        head(c,rng?206:200,"binary/octet-stream",len,ex); if(!hd) c->zleft=len; return;
    }
    if(!strcmp(method,"POST")){
        if(query(q,"uploads",&l)){
            cnt[K_CMU]++; int u=upload_open(bucket,key); if(!u){ head(c,503,XML,sizeof SLOWDOWN-1,0); put(c,SLOWDOWN,sizeof SLOWDOWN-1); return; }
            snprintf(tmp,sizeof tmp,"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>%.200s</Bucket><Key>%.1000s</Key><UploadId>u%d</UploadId></InitiateMultipartUploadResult>",bucket,key,u); body(c,XML,tmp,0); return; }
        if((v=query(q,"uploadId",&l))){
            cnt[K_CPL]++; upload *u=upload_of(bucket,key,v,l); if(!u){ wrong(c,404,"NoSuchUpload"); return; }
            if(c->chunked||!c->drain||c->drain>MOST_DOC){ wrong(c,400,"MalformedXML"); return; }
            if(hdr(h,e,"if-none-match",&l)||hdr(h,e,"if-match",&l)) cnt[K_CPLCOND]++;
            c->joins=u-uploads+1; c->whole=sz; c->doclen=0; c->doc=malloc(c->drain); return; } /* answered once its body is there */
        cnt[K_OTHER]++; wrong(c,501,"NotImplemented"); return;
    }
    if((v=query(q,"uploadId",&l))){
        cnt[K_ABORT]++; upload *u=upload_of(bucket,key,v,l); if(!u){ wrong(c,404,"NoSuchUpload"); return; }
        upload_end(u,ABORTED); head(c,204,0,0,0); return; }
    cnt[K_DEL]++; head(c,204,0,0,0);
}
static void release(conn *c){ if(--c->refs==0){ free(c->in); free(c->out); free(c->doc); free(c); } }
static void kill_conn(conn *c){ if(c->dead) return; c->dead=1; epoll_ctl(ep,EPOLL_CTL_DEL,c->fd,0); if(c->ssl) SSL_free(c->ssl); close(c->fd); release(c); }
static void want(conn *c,uint32_t ev){ if(c->ev!=ev){ struct epoll_event x={.events=ev,.data.ptr=c}; epoll_ctl(ep,EPOLL_CTL_MOD,c->fd,&x); c->ev=ev; } }
static ssize_t rd(conn *c,void *p,size_t n,int discard){
    if(c->ssl){ int r=SSL_read(c->ssl,p,n>1<<20?1<<20:n); if(r>0) return r; int er=SSL_get_error(c->ssl,r); if(er==SSL_ERROR_WANT_READ||er==SSL_ERROR_WANT_WRITE){errno=EAGAIN;return -1;} return 0; }
    return recv(c->fd,p,n,discard?MSG_TRUNC:0);
}
static ssize_t wr(conn *c,const void *p,size_t n){
    if(c->ssl){ int r=SSL_write(c->ssl,p,n>1<<20?1<<20:n); if(r>0) return r; int er=SSL_get_error(c->ssl,r); if(er==SSL_ERROR_WANT_READ||er==SSL_ERROR_WANT_WRITE){errno=EAGAIN;return -1;} errno=EPIPE; return -1; }
    return send(c->fd,p,n,MSG_NOSIGNAL);
}
static int flush_out(conn *c){ /* 1 done, 0 blocked, -1 dead */
    while(c->outoff<c->outlen){
        if(c->zleft && !c->ssl && c->outlen-c->outoff<4096){ /* head + body in one segment train */
            struct iovec v[2]={{c->out+c->outoff,c->outlen-c->outoff},{zeros,c->zleft>ZCAP?ZCAP:c->zleft}}; struct msghdr m={.msg_iov=v,.msg_iovlen=2};
            ssize_t r=sendmsg(c->fd,&m,MSG_NOSIGNAL); if(r<0){ if(errno==EAGAIN) return 0; return -1; }
            size_t h=c->outlen-c->outoff; bytes_out+=r; if((size_t)r>=h){ c->outoff=c->outlen; c->zleft-=r-h; } else c->outoff+=r; continue; }
        ssize_t r=wr(c,c->out+c->outoff,c->outlen-c->outoff); if(r<0){ if(errno==EAGAIN) return 0; return -1; } c->outoff+=r; bytes_out+=r; }
    while(c->zleft){ ssize_t r=wr(c,zeros,c->zleft>ZCAP?ZCAP:c->zleft); if(r<0){ if(errno==EAGAIN) return 0; return -1; } c->zleft-=r; bytes_out+=r; }
    c->outlen=c->outoff=0; return 1;
}
static int chunk_eat(conn *c){ /* HTTP chunked body: eat what lies in c->in. 1 finished, 0 more, -1 bad */
    for(;;){
        if(c->drain){ uint64_t n=(uint64_t)c->inlen<c->drain?(uint64_t)c->inlen:c->drain; memmove(c->in,c->in+n,c->inlen-n); c->inlen-=n; c->drain-=n; if(c->drain) return 0; if(c->chunked==3){ c->chunked=0; return 1; } }
        char *nl=memmem(c->in,c->inlen,"\r\n",2); if(!nl) return 0;
        uint64_t s=strtoull(c->in,0,16); int hl=nl-c->in+2; 
        if(s==0){ char *fin=memmem(c->in,c->inlen,"\r\n\r\n",4); if(!fin) return 0; int n=fin+4-c->in; memmove(c->in,c->in+n,c->inlen-n); c->inlen-=n; c->chunked=0; return 1; }
        memmove(c->in,c->in+hl,c->inlen-hl); c->inlen-=hl; c->drain=s+2;
    }
}
static void keep(conn *c,const char *p,uint64_t n){ if(c->joins){ memcpy(c->doc+c->doclen,p,n); c->doclen+=n; } }
static void pump(conn *c){
    c->refs++;
    if(c->ssl&&!c->hs){ int r=SSL_accept(c->ssl); if(r==1) c->hs=1; else { int e=SSL_get_error(c->ssl,r); if(e==SSL_ERROR_WANT_READ||e==SSL_ERROR_WANT_WRITE){ want(c,EPOLLIN|(e==SSL_ERROR_WANT_WRITE?EPOLLOUT:0)); release(c); return; } kill_conn(c); release(c); return; } }
    while(!c->dead){
        if(c->waiting) break;
        if(c->outlen||c->zleft){ if(c->have_req) goto body; int r=flush_out(c); if(r<0){ kill_conn(c); break; } if(!r){ want(c,EPOLLOUT); break; } }
        if(c->have_req) { body:;
            /* discard the body of the request in hand */
            if(c->chunked){ int r=chunk_eat(c); if(!r){ ssize_t g=rd(c,c->in+c->inlen,INCAP-c->inlen,0); if(g==0||(g<0&&errno!=EAGAIN)){kill_conn(c);break;} if(g<0){want(c,EPOLLIN);break;} c->inlen+=g; bytes_in+=g; continue; } }
            else while(c->drain){
                if(c->inlen){ uint64_t n=(uint64_t)c->inlen<c->drain?(uint64_t)c->inlen:c->drain; keep(c,c->in,n); memmove(c->in,c->in+n,c->inlen-n); c->inlen-=n; c->drain-=n; continue; }
                ssize_t r=rd(c,sink,c->drain>ZCAP?ZCAP:c->drain,!c->joins);
                if(r==0||(r<0&&errno!=EAGAIN)){ kill_conn(c); goto out; }
                if(r<0){ want(c,EPOLLIN); goto out; }
                keep(c,sink,r); c->drain-=r; bytes_in+=r; }
            c->have_req=0; if(c->joins) join(c);
            if(delay_ns){ if((dqt+1)%dqcap==dqh){ fprintf(stderr,"delay queue full\n"); exit(1);} dq[dqt]=(dq_t){c,now_ns()+delay_ns}; if(dqh==dqt){ struct itimerspec it={.it_value={delay_ns/1000000000,delay_ns%1000000000}}; timerfd_settime(tfd,0,&it,0);} dqt=(dqt+1)%dqcap; c->refs++; c->waiting=1; want(c,0); break; }
            continue;
        }
        char *end=c->inlen>3?memmem(c->in,c->inlen,"\r\n\r\n",4):0;
        if(!end){
            if(c->inlen>=INCAP-1){ kill_conn(c); break; }
            ssize_t r=rd(c,c->in+c->inlen,INCAP-1-c->inlen,0);
            if(r==0||(r<0&&errno!=EAGAIN)){ kill_conn(c); break; }
            if(r<0){ want(c,EPOLLIN); break; }
            c->inlen+=r; bytes_in+=r; continue;
        }
        end+=4; char *nl=memchr(c->in,'\n',c->inlen); char *m=c->in, *t=memchr(m,' ',nl-m); if(!t){ kill_conn(c); break; } *t++=0; char *z=memchr(t,' ',nl-t); if(!z){ kill_conn(c); break; } *z=0;
        int l; const char *v; c->drain=0; c->chunked=0;
        if((v=hdr(nl+1,end,"content-length",&l))) c->drain=strtoull(v,0,10);
        else if((v=hdr(nl+1,end,"transfer-encoding",&l))&&l>=7) c->chunked=1;
        if((c->drain||c->chunked)&&(v=hdr(nl+1,end,"expect",&l))) { if(wr(c,"HTTP/1.1 100 Continue\r\n\r\n",25)<0){ kill_conn(c); break; } }
        if(!strncmp(t,"http://",7)||!strncmp(t,"https://",8)){ char *s=strchr(t+8,'/'); if(s) t=s; }
        answer(c,m,t,nl+1,end);
        c->have_req=1; int n=end-c->in; memmove(c->in,c->in+n,c->inlen-n); c->inlen-=n;
    }
out:
    release(c);
}
char *SQS_SEND,*SQS_RECV,*SQS_DEL; 
static void md5s(const char *s,char *o){ unsigned char d[16]; unsigned n; EVP_Digest(s,strlen(s),d,&n,EVP_md5(),0); for(int i=0;i<16;i++) sprintf(o+2*i,"%02x",d[i]); }
int main(int ac,char **av){
    int port=9000, o; const char *cert=0,*kf=0; int stats=0, tied=0; signal(SIGPIPE,SIG_IGN);
    while((o=getopt(ac,av,"p:d:r:t:k:s:e"))!=-1) switch(o){ case 'p':port=atoi(optarg);break; case 'd':delay_ns=strtoull(optarg,0,10)*1000;break; case 'r':rate=strtod(optarg,0);break; case 't':cert=optarg;break; case 'k':kf=optarg;break; case 's':stats=atoi(optarg);break; case 'e':tied=1;break; default:return 2; }
    if(cert){ tls=SSL_CTX_new(TLS_server_method()); if(SSL_CTX_use_certificate_chain_file(tls,cert)!=1||SSL_CTX_use_PrivateKey_file(tls,kf,SSL_FILETYPE_PEM)!=1){ ERR_print_errors_fp(stderr); return 1; } SSL_CTX_set_mode(tls,SSL_MODE_ENABLE_PARTIAL_WRITE|SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER); }
    /* SQS bodies: ten messages; the message body is 1,024 'm' (send: client must send the same, or switch MD5 checks off) */
    char mb[1025]; memset(mb,'m',1024); mb[1024]=0; char md[33]; md5s(mb,md);
    SQS_SEND=malloc(8192); SQS_RECV=malloc(32768); SQS_DEL=malloc(4096); int a=0,b=0,d=0;
    a+=sprintf(SQS_SEND,"{\"Failed\":[],\"Successful\":["); b+=sprintf(SQS_RECV,"{\"Messages\":["); d+=sprintf(SQS_DEL,"{\"Failed\":[],\"Successful\":[");
    for(int i=0;i<10;i++){
        a+=sprintf(SQS_SEND+a,"%s{\"Id\":\"%d\",\"MD5OfMessageBody\":\"%s\",\"MessageId\":\"6f6a1b2c-0000-4000-8000-00000000000%d\"}",i?",":"",i,md,i);
        d+=sprintf(SQS_DEL+d,"%s{\"Id\":\"%d\"}",i?",":"",i);
        b+=sprintf(SQS_RECV+b,"%s{\"Body\":\"%s\",\"MD5OfBody\":\"%s\",\"MessageId\":\"6f6a1b2c-0000-4000-8000-00000000000%d\",\"ReceiptHandle\":\"AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a%0120d\"}",i?",":"",mb,md,i,i); }
    sprintf(SQS_SEND+a,"]}"); sprintf(SQS_DEL+d,"]}"); sprintf(SQS_RECV+b,"]}");
    dq=malloc(dqcap*sizeof *dq); ep=epoll_create1(0); tfd=timerfd_create(CLOCK_MONOTONIC,TFD_NONBLOCK);
    int ls=socket(AF_INET,SOCK_STREAM|SOCK_NONBLOCK,0), one=1; setsockopt(ls,SOL_SOCKET,SO_REUSEADDR,&one,sizeof one);
    struct sockaddr_in sa={.sin_family=AF_INET,.sin_port=htons(port),.sin_addr.s_addr=htonl(INADDR_LOOPBACK)};
    if(bind(ls,(void*)&sa,sizeof sa)||listen(ls,4096)){ perror("bind"); return 1; }
    socklen_t sl=sizeof sa; getsockname(ls,(void*)&sa,&sl); printf("port %d\n",ntohs(sa.sin_port)); fflush(stdout);
    struct epoll_event x={.events=EPOLLIN,.data.ptr=&ls}; epoll_ctl(ep,EPOLL_CTL_ADD,ls,&x); x.data.ptr=&tfd; epoll_ctl(ep,EPOLL_CTL_ADD,tfd,&x);
    if(tied){ x.data.ptr=&tied; epoll_ctl(ep,EPOLL_CTL_ADD,0,&x); }
    struct epoll_event evs[512]; uint64_t last=now_ns();
    for(;;){
        int n=epoll_wait(ep,evs,512,stats?1000:-1);
        for(int i=0;i<n;i++){
            if(evs[i].data.ptr==&ls){ int fd; while((fd=accept4(ls,0,0,SOCK_NONBLOCK))>=0){ conns++; setsockopt(fd,IPPROTO_TCP,TCP_NODELAY,&one,sizeof one); conn *c=calloc(1,sizeof *c); c->fd=fd; c->refs=1; c->in=malloc(INCAP); if(tls){ c->ssl=SSL_new(tls); SSL_set_fd(c->ssl,fd); SSL_set_accept_state(c->ssl);} x.events=c->ev=EPOLLIN; x.data.ptr=c; epoll_ctl(ep,EPOLL_CTL_ADD,fd,&x); } }
            else if(evs[i].data.ptr==&tied){ char t[64]; if(read(0,t,sizeof t)<=0) return 0; }
            else if(evs[i].data.ptr==&tfd){ uint64_t v; if(read(tfd,&v,8)<0){} uint64_t t=now_ns(); while(dqh!=dqt&&dq[dqh].due<=t){ conn *c=dq[dqh].c; dqh=(dqh+1)%dqcap; c->waiting=0; if(!c->dead) pump(c); release(c); }
                if(dqh!=dqt){ uint64_t w=dq[dqh].due-now_ns(); if((int64_t)w<1000) w=1000; struct itimerspec it={.it_value={w/1000000000,w%1000000000}}; timerfd_settime(tfd,0,&it,0);} }
            else { conn *c=evs[i].data.ptr; if((evs[i].events&(EPOLLHUP|EPOLLERR))&&c->waiting){ kill_conn(c); } else pump(c); }
        }
        if(stats&&now_ns()-last>stats*1000000000ull){ last=now_ns(); fprintf(stderr,"conns %llu in %llu out %llu ",(unsigned long long)conns,(unsigned long long)bytes_in,(unsigned long long)bytes_out); for(int i=0;i<K_N;i++) if(cnt[i]) fprintf(stderr,"%s %llu ",kn[i],(unsigned long long)cnt[i]); fprintf(stderr,"\n"); }
    }
}
